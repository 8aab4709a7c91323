package io.salesprocess.scenario.random;

import io.salesprocess.scenario.random.Exchange.Match;
import io.salesprocess.testkit.Http.Answer;
import java.util.Optional;

/** Calls about the conversation with the client. */
final class TalkCalls {

    private final Exchange exchange;
    private final Dice dice;

    TalkCalls(Exchange exchange, Dice dice) {
        this.exchange = exchange;
        this.dice = dice;
    }

    void greeting() {
        exchange.tell(
                "/greetings",
                Body.of("by", dice.pick("salesperson", "receptionist"), "channel", "phone"),
                201,
                "greeting",
                "?");
    }

    void question() {
        exchange.tell("/questions", Body.of("text", "Offline?"), 201, "question", "?")
                .ifPresent(answer -> exchange.deal().questions.add(answer.text("id")));
    }

    void answer() {
        String question = dice.one(dice.onceIn(2) ? exchange.deal().model.openQuestions() : exchange.deal().questions);
        exchange.step(
                exchange.deal().questions,
                question,
                "/questions/" + question + "/answer",
                Body.of("text", "Yes"),
                200,
                "answer",
                question);
    }

    void link() {
        exchange.tell("/message-link", null, 201, "link", "?")
                .ifPresent(answer -> exchange.deal().links.add(answer.text("token")));
    }

    void message() {
        String token = dice.onceIn(8) || exchange.deal().links.isEmpty()
                ? "none"
                : exchange.deal().links.get(dice.roll(exchange.deal().links.size()));
        Body body = Body.of("text", "Please call me back");
        Optional<Answer> left = dice.onceIn(2)
                ? exchange.tell("/messages", body, 201, "message", "?")
                : exchange.call(
                        "POST",
                        "/v1/message-links/" + token + "/messages",
                        body.map(),
                        token.equals("none")
                                ? "unknown"
                                : exchange.deal().model.copy().fact("message", "?"),
                        201,
                        Match.IGNORED);
        left.ifPresent(answer -> {
            if (exchange.deal().model.openMessages().stream().noneMatch(answer.text("id")::equals)) {
                exchange.deal().model.fact("message", answer.text("id"));
            }
            exchange.deal().messages.add(answer.text("id"));
        });
    }

    void followUp() {
        String message = dice.one(dice.onceIn(2) ? exchange.deal().model.openMessages() : exchange.deal().messages);
        String path = "/messages/" + message + "/follow-up";
        exchange.step(
                exchange.deal().messages, message, path, Body.of("outcome", "Called back"), 200, "follow-up", message);
    }

    void activity() {
        String kind = dice.pick("call", "demo", "visit", "Call", "");
        String outcome = dice.pick("positive", "neutral", "negative");
        Body body = Body.of("kind", kind, "outcome", outcome);
        if (dice.onceIn(3)) {
            body.with("at", dice.pick("2026-01-02T03:04:05Z", "2999-01-01T00:00:00Z"));
        }
        if (kind.equals("Call") || kind.isEmpty()) {
            exchange.call("POST", exchange.deal().path("/activities"), body.map(), "invalid /kind", 0, Match.OPTIONAL);
        } else if (("" + body.map().get("at")).startsWith("2999")) {
            exchange.call("POST", exchange.deal().path("/activities"), body.map(), "invalid /at", 0, Match.OPTIONAL);
        } else {
            exchange.tell("/activities", body, 201, "activity", "?", kind, outcome);
        }
    }
}
