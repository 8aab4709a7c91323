package io.salesprocess.scenario.random;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Calls about documents and proposals. */
final class PaperCalls {

    private final Exchange exchange;
    private final Dice dice;

    PaperCalls(Exchange exchange, Dice dice) {
        this.exchange = exchange;
        this.dice = dice;
    }

    void paper(String kind, String step) {
        List<String> standing = exchange.deal().model.documents().stream()
                .filter(id -> exchange.deal().model.kindOf(id).equals(kind))
                .collect(Collectors.toList());
        if (standing.isEmpty()) {
            draft(kind);
        } else {
            document(step, dice.one(standing));
        }
    }

    void draft(String kind) {
        exchange.tell("/documents", Body.of("kind", kind), 201, "draft", "?", kind)
                .ifPresent(answer -> exchange.deal().documents.put(answer.text("id"), kind));
    }

    void document(String step, String id) {
        Body body =
                switch (step) {
                    case "sign" -> Body.of("signedBy", "Ada Stone");
                    case "void" -> Body.of("reason", "Wrong client");
                    default -> null;
                };
        String kind = exchange.deal().documents.getOrDefault(id, "contract");
        exchange.step(
                exchange.deal().documents.keySet(), id, "/documents/" + id + "/" + step, body, 200, step, id, kind);
    }

    void propose() {
        String money = dice.money();
        exchange.tell(
                        "/proposals",
                        Body.of("amount", Words.amount(money), "terms", "At once"),
                        201,
                        "propose",
                        "?",
                        money)
                .ifPresent(answer -> exchange.deal().proposals.put(answer.text("id"), money));
    }

    void proposal(String step, String id) {
        String path = "/proposals/" + id + "/" + step;
        Set<String> known = exchange.deal().proposals.keySet();
        switch (step) {
            case "send" -> exchange.step(known, id, path, null, 200, "send-proposal", id);
            case "accept" ->
                exchange.step(
                        known,
                        id,
                        path,
                        null,
                        200,
                        "accept",
                        id,
                        exchange.deal().proposals.getOrDefault(id, "1 EUR"));
            case "decline" ->
                exchange.step(known, id, path, dice.pick(null, Body.of("reason", "Too dear")), 200, "decline", id);
            default -> {
                String money = dice.money();
                exchange.step(known, id, path, Body.of("amount", Words.amount(money)), 201, "counter", id, "?", money)
                        .ifPresent(answer -> exchange.deal().proposals.put(answer.text("id"), money));
            }
        }
    }
}
