package io.salesprocess.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Equal content has one fingerprint, and other content another. */
class FingerprintTest {

    private final ObjectMapper mapper = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": [\"a\", \"b\"]}          | {\"a\": [\"a, b\"]}",
                "{\"a\": [\"a\", \"b\"]}          | {\"a\": \"[a, b]\"}",
                "{\"a\": [\"a\"]}                   | {\"a\": \"a\"}",
                "{\"a\": [\"\", \"b\"]}           | {\"a\": [\"b\"]}",
                "{\"a\": 1}                           | {\"a\": \"1\"}",
                "{\"a\": true}                        | {\"a\": \"true\"}",
                "{\"a\": false}                       | {}",
                "{\"a\": \"null\"}                  | {\"a\": null}",
                "{\"a\": \"x\", \"b\": \"y\"}   | {\"a\": \"x, b=y\"}",
                "{\"a\": \"x\\ny\"}               | {\"a\": \"x\", \"b\": \"y\"}",
                "{\"a\": \"x \"}                    | {\"a\": \"x\"}",
                "{\"a\": {\"b\": 1}}                | {\"a\": 1, \"b\": 1}",
                "{\"a\": 10}                          | {\"a\": 1}",
                "{\"a\": [1, 2]}                      | {\"a\": [2, 1]}",
            })
    void other_content(String one, String other) throws Exception {
        assertThat(fingerprint(one)).isNotEqualTo(fingerprint(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": 1}                  | {\"a\": 1.0}",
                "{\"a\": 100}                | {\"a\": 1e2}",
                "{\"a\": 0}                  | {\"a\": 0.00}",
                "{\"a\": \"\", \"b\": 1} | {\"b\": 1}",
                "{\"a\": null, \"b\": 1}   | {\"b\": 1}",
                "{\"a\": [], \"b\": 1}     | {\"b\": 1}",
                "{\"a\": {\"c\": null}}    | {}",
                "{\"a\": 1, \"b\": 2}      | {\"b\": 2, \"a\": 1}",
            })
    void the_same_content_in_another_spelling(String one, String other) throws Exception {
        assertThat(fingerprint(one)).isEqualTo(fingerprint(other));
    }

    @Test
    void no_two_of_many_random_contents_have_one_fingerprint() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<String, String> seen = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            String content = "{\"k\":" + value(random, 3) + "}";
            String before = seen.put(fingerprint(content), content);
            assertThat(before == null || before.equals(content))
                    .as("seed %d: %s and %s", seed, before, content)
                    .isTrue();
        }
    }

    /** Without what is empty, and each number in one spelling. */
    private static String value(Random random, int depth) {
        String[] texts = {"\"a\"", "\"b\"", "\"a,b\"", "\"1\"", "\"true\"", "1", "12", "true", "false", "\"t\"", "\"]\""
        };
        return switch (depth == 0 ? 0 : random.nextInt(3)) {
            case 1 -> "[" + value(random, depth - 1) + "," + value(random, depth - 1) + "]";
            case 2 -> "{\"a\":" + value(random, depth - 1) + ",\"b\":" + value(random, depth - 1) + "}";
            default -> texts[random.nextInt(texts.length)];
        };
    }

    private String fingerprint(String json) throws JsonProcessingException {
        return HexFormat.of().formatHex(Fingerprint.of(mapper.readTree(json)));
    }
}
