package io.salesprocess.scenario.random;

import io.salesprocess.scenario.random.Exchange.Match;
import java.util.Map;

/** Calls that no deal takes. */
final class NonsenseCalls {

    private final Exchange exchange;
    private final Dice dice;

    NonsenseCalls(Exchange exchange, Dice dice) {
        this.exchange = exchange;
        this.dice = dice;
    }

    void nonsense() {
        Map<String, Object> advance =
                Map.of("type", "advance", "from", exchange.deal().model.stage());
        String elsewhere = "/v1/deals/" + Dice.NOBODY;
        switch (dice.roll(12)) {
            case 0 ->
                exchange.call(
                        "POST", exchange.deal().path("/transitions"), "{\"type\": ", "malformed", 0, Match.IGNORED);
            case 1 -> exchange.call("POST", exchange.deal().path("/transitions"), "[]", "invalid ", 0, Match.IGNORED);
            case 2 ->
                exchange.call(
                        "POST",
                        exchange.deal().path("/transitions"),
                        Map.of("type", "skip", "from", "x"),
                        "invalid /type",
                        0,
                        Match.IGNORED);
            case 3 -> exchange.call("POST", elsewhere + "/transitions", advance, "unknown", 0, Match.IGNORED);
            case 4 ->
                exchange.call(
                        "PATCH",
                        exchange.deal().path(""),
                        Map.of("stage", "conversion"),
                        "invalid /stage",
                        0,
                        Match.NEEDED);
            case 5 ->
                exchange.call(
                        "PATCH", exchange.deal().path(""), Map.of("status", "won"), "invalid /status", 0, Match.NEEDED);
            case 6 -> exchange.call("DELETE", exchange.deal().path(""), null, "not-allowed-method", 0, Match.IGNORED);
            case 7 -> exchange.call("PATCH", "/v1/deals", Map.of(), "not-allowed-method", 0, Match.IGNORED);
            case 8 ->
                exchange.call(
                        "POST",
                        exchange.deal().path("/questions"),
                        Map.of("text", "\0"),
                        "invalid /text",
                        0,
                        Match.IGNORED);
            case 9 ->
                exchange.call(
                        "PATCH",
                        exchange.deal().path("/assessment"),
                        Map.of("fit", "FIT"),
                        "invalid /fit",
                        0,
                        Match.IGNORED);
            case 10 ->
                exchange.call(
                        "POST",
                        exchange.deal().path("/documents"),
                        Map.of("kind", "contract", "status", "signed"),
                        "invalid /status",
                        0,
                        Match.IGNORED);
            default ->
                exchange.call(
                        "POST",
                        elsewhere + "/payments/" + Dice.NOBODY + "/refunds",
                        Map.of("amount", Words.amount("1 EUR"), "reference", "R"),
                        "unknown",
                        0,
                        Match.IGNORED);
        }
    }
}
