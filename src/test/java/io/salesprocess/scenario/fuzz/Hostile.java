package io.salesprocess.scenario.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.salesprocess.scenario.random.Dice;
import java.math.BigDecimal;
import java.math.BigInteger;

/** What programs have stumbled over. SQL is in small letters, so that SQL of the service would be told from it. */
final class Hostile {

    private static final String[] TEXTS = {
        "",
        " ",
        "\t\n",
        "\0",
        "a\0b",
        "\uD800",
        "a\uDC00b",
        "a\u202Eb",
        "\u2066a",
        "\u200B",
        "\uFEFF",
        "\uFFFE",
        "\u0001",
        "\u007F",
        "\u0085",
        "e\u0301",
        "\uD83D\uDE00",
        "İ",
        "ß",
        "null",
        "undefined",
        "true",
        "-1",
        "0",
        "1e999",
        "NaN",
        "'",
        "\"",
        "\\",
        "%",
        "_",
        "%s%n",
        "' or '1'='1",
        "'; drop table deal_event; --",
        "1; select pg_sleep(10)",
        "\" union select 1 --",
        "(select 1)",
        "$1",
        "{}",
        "${jndi:ldap://127.0.0.1/a}",
        "#{7*7}",
        "<script>alert(1)</script>",
        "]]>",
        "../../etc/passwd",
        "..",
        ".",
        "a/b",
        "a:b",
        "file:///etc/passwd",
        "a@b",
        "ada@example.com\r\nBcc: x@example.com",
        "+491234567890123456",
        "2026-02-30T00:00:00Z",
        "-999999999-01-01T00:00:00Z",
        "2026-01-01T00:00:00+99:99",
        "9999-12-31T23:59:59.999999999Z",
        "0001-01-01T00:00:00Z",
        "00000000-0000-0000-0000-000000000000",
        "{00000000-0000-7000-8000-000000000000}",
        "0-0-0-0-0",
        "AAAAAAAAAAAAAAAAAAAAAA==",
        "EUR",
        "XXX",
        "ＥＵＲ"
    };

    private static final String[] NUMBERS = {
        "1e999999", "-1e999999", "1e-999999", "1e400", "1.5", "0.1", "-0.0", "-1", "0", "1E1", "1e37", "1e-37"
    };

    private final Dice dice;

    Hostile(Dice dice) {
        this.dice = dice;
    }

    String text() {
        return switch (dice.roll(12)) {
            case 0 -> "x".repeat(dice.pick(64, 65, 100, 201, 256, 1_001, 5_001));
            case 1 -> "\uD83D\uDE00".repeat(dice.pick(33, 100, 2_500));
            default -> dice.pick(TEXTS);
        };
    }

    JsonNode number() {
        return switch (dice.roll(6)) {
            case 0 -> new BigIntegerNode(BigInteger.TEN.pow(dice.pick(19, 36, 39, 41, 5_000)));
            case 1 -> new LongNode(dice.pick(Long.MAX_VALUE, Long.MIN_VALUE, 1L << 53, Integer.MAX_VALUE + 1L));
            default -> new DecimalNode(new BigDecimal(dice.pick(NUMBERS)));
        };
    }

    JsonNode value() {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (dice.roll(12)) {
            case 0 -> NullNode.getInstance();
            case 1 -> BooleanNode.valueOf(dice.onceIn(2));
            case 2 -> nodes.arrayNode();
            case 3 -> nodes.objectNode();
            case 4 -> nodes.arrayNode().add(value());
            case 5 -> nodes.objectNode().set(text(), value());
            case 6, 7 -> number();
            case 8 -> new IntNode(dice.roll(3));
            default -> new TextNode(text());
        };
    }
}
