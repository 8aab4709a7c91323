package io.salesprocess.scenario.random;

import io.salesprocess.testkit.Http;
import io.salesprocess.testkit.Http.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** One of a crowd: makes calls that could well be right, on deals that others change at the same moment. */
final class Caller {

    /** Everything that a well-meant call may come to: others were quicker, or something is still missing. */
    private static final Set<Integer> EXPECTED = Set.of(200, 201, 409, 412, 422);

    private final Dice dice;
    private final Http http;
    private final Map<String, AtomicInteger> tally;
    private SharedDeal deal;

    Caller(long seed, Http http, Map<String, AtomicInteger> tally) {
        this.dice = new Dice(seed);
        this.http = http;
        this.tally = tally;
    }

    /** Looks at the deal and does one thing; tells whether there is little more to do. */
    boolean act(SharedDeal on) {
        deal = on;
        deal.calls.incrementAndGet();
        Answer options = http.get(deal.path("/transitions"));
        String stage = options.text("stage");
        String first = options.body().path("transitions").path(0).path("type").asText("won");
        switch (first) {
            case "won" -> {
                if (dice.onceIn(4)) {
                    anything(options);
                } else {
                    money();
                }
            }
            case "reopen" -> transition("reopen", stage);
            default -> {
                List<String> unmet =
                        Words.unmet(options.body().path("transitions").path(0));
                int kind = dice.roll(10);
                if (kind < 3) {
                    transition("advance", stage);
                } else if (kind < 8 && !unmet.isEmpty()) {
                    satisfy(unmet.get(dice.roll(unmet.size())));
                } else {
                    anything(options);
                }
            }
        }
        return first.equals("won") && deal.payments.size() > 20;
    }

    private void transition(String type, String stage) {
        Map<String, Object> body =
                Body.of("type", type, "from", stage, "reason", "Because").map();
        if (dice.onceIn(2)) {
            // Two callers with one key: one effect.
            String key = type + stage + deal.pairNumber();
            send("POST", deal.path("/transitions"), body, "Idempotency-Key", key)
                    .ifPresent(answer -> acknowledge(type, key, answer));
        } else {
            send("POST", deal.path("/transitions"), body)
                    .ifPresent(answer -> acknowledge(type, "at " + answer.text("sequence"), answer));
        }
    }

    private void acknowledge(String type, String by, Answer answer) {
        if (type.equals("advance")) {
            String other = deal.advances.put(answer.text("sequence"), by);
            if (other != null && !other.equals(by)) {
                throw new AssertionError("Two callers made one transition: " + by + " and " + other + ", " + answer);
            }
        }
    }

    private void satisfy(String lacking) {
        switch (lacking.substring(lacking.indexOf('/') + 1)) {
            case "interest-strong", "trust-established", "fit-confirmed" ->
                send(
                        "PATCH",
                        deal.path("/assessment"),
                        Map.of("interest", "strong", "trustedAdvisor", true, "fit", "fit"));
            case "greeted" -> send("POST", deal.path("/greetings"), Map.of("by", "receptionist"));
            case "message-channel-offered" -> send("POST", deal.path("/message-link"), null);
            case "questions-answered" -> answer();
            case "messages-followed-up" -> followUp();
            case "proposal-accepted" -> proposal();
            case "welcome-letter-sent" -> paper("welcome-letter", deal.letters, "send");
            case "contract-signed" -> paper("contract", deal.contracts, "sign");
            case "survey-started" -> send("PATCH", deal.path("/survey"), Map.of("answers", Map.of("need", "All")));
            default ->
                send(
                        "PATCH",
                        deal.path("/qualification"),
                        Map.of(
                                "productBackground",
                                "Paper " + dice.roll(3),
                                "productHistory",
                                "Since 2009",
                                "targetAudience",
                                "Field sales",
                                "possibleIssues",
                                List.of("No network")));
        }
    }

    private void anything(Answer options) {
        switch (dice.roll(17)) {
            case 0 -> ask();
            case 1, 2 -> answer();
            case 3 ->
                send("POST", deal.path("/messages"), Map.of("text", "Call me"))
                        .ifPresent(answer -> deal.messages.add(answer.text("id")));
            case 4, 5 -> followUp();
            case 6 -> send("POST", deal.path("/activities"), Map.of("kind", "call", "outcome", "neutral"));
            case 7 -> patch(options);
            case 8 -> submit();
            case 9 -> transition(dice.pick("fall-short", "lose", "fall-short"), options.text("stage"));
            case 10 -> paper("contract", deal.contracts, dice.pick("send", "void"));
            case 11 -> paper("welcome-letter", deal.letters, dice.pick("send", "void"));
            case 12, 13 -> proposal();
            case 14 -> money();
            case 15 -> send("PATCH", deal.path("/survey"), Map.of("answers", Map.of("need", dice.pick("All", "Some"))));
            default -> send("PATCH", deal.path("/assessment"), Map.of("fit", dice.pick("fit", "fit", "unknown")));
        }
    }

    private void ask() {
        Map<String, Object> question = Map.of("text", "Offline?");
        send("POST", deal.path("/questions"), question, "Idempotency-Key", "q" + deal.pairNumber())
                .ifPresent(answer -> deal.questions.add(answer.text("id")));
    }

    private void answer() {
        some(deal.questions)
                .ifPresentOrElse(
                        id -> send("POST", deal.path("/questions/" + id + "/answer"), Map.of("text", "Yes")),
                        this::ask);
    }

    private void followUp() {
        some(deal.messages)
                .ifPresent(
                        id -> send("POST", deal.path("/messages/" + id + "/follow-up"), Map.of("outcome", "Called")));
    }

    private void patch(Answer options) {
        Map<String, Object> patch = dice.onceIn(2)
                ? Map.of("value", Words.amount(dice.roll(100_000) + " EUR"))
                : Map.of("customFields", Map.of("region", dice.pick("north", "south")));
        send("PATCH", deal.path(""), patch, "If-Match", "\"" + options.text("version") + "\"");
    }

    /** The same submission from two callers, and now and then another prospect's deal opens by it. */
    private void submit() {
        String id = "s" + deal.pairNumber() + deal.id;
        Map<String, Object> body = Map.of(
                "submissionId", id,
                "prospect", Map.of("name", "Ada Stone", "email", deal.email),
                "answers", Map.of("need", "All"));
        send("POST", "/v1/forms/" + deal.form + "/submissions", body)
                .ifPresent(answer -> deal.submissions.add(answer.text("dealId")));
    }

    private void paper(String kind, List<String> known, String step) {
        Map<String, Object> body =
                switch (step) {
                    case "sign" -> Map.of("signedBy", "Ada Stone");
                    case "void" -> Map.of("reason", "Wrong");
                    default -> null;
                };
        if (dice.onceIn(3) || known.isEmpty()) {
            send("POST", deal.path("/documents"), Map.of("kind", kind))
                    .ifPresent(answer -> known.add(answer.text("id")));
        } else {
            some(known).ifPresent(id -> send("POST", deal.path("/documents/" + id + "/" + step), body));
        }
    }

    private void proposal() {
        String amount = 1 + dice.roll(3) + " EUR";
        if (dice.onceIn(4) || deal.proposals.isEmpty()) {
            send("POST", deal.path("/proposals"), Map.of("amount", Words.amount(amount)))
                    .ifPresent(answer -> deal.proposals.add(answer.text("id")));
            return;
        }
        String step = dice.pick("send", "accept", "send", "accept", "decline", "counter");
        Object body = step.equals("counter") ? Map.of("amount", Words.amount(amount)) : null;
        some(deal.proposals)
                .flatMap(id -> send("POST", deal.path("/proposals/" + id + "/" + step), body))
                .filter(answer -> step.equals("counter"))
                .ifPresent(answer -> deal.proposals.add(answer.text("id")));
    }

    private void money() {
        long number = deal.pairNumber();
        long amount = 1 + number % 50;
        Map<String, Object> body =
                Body.of("amount", Words.amount(amount + " EUR")).map();
        boolean byReference = dice.onceIn(2);
        String by = (byReference ? "R" : "K") + number;
        if (byReference) {
            body.put("reference", by);
        }
        String[] headers = byReference ? new String[0] : new String[] {"Idempotency-Key", by};
        Optional<String> payment = dice.onceIn(2) ? some(deal.payments) : Optional.empty();
        if (payment.isPresent() && dice.onceIn(5)) {
            Map<String, Object> reversal = Map.of("reference", payment.get());
            send("POST", deal.path("/payments/" + payment.get() + "/reversal"), reversal)
                    .ifPresent(answer -> deal.reversed.put(
                            payment.get(),
                            answer.body().path("amount").path("amount").asLong()));
            return;
        }
        if (payment.isPresent()) {
            String path = deal.path("/payments/" + payment.get() + "/refunds");
            // Keys count by address, and references by deal.
            String known = byReference ? by : path + by;
            send("POST", path, body, headers).ifPresent(answer -> deal.refunded.put(known, amount));
        } else {
            send("POST", deal.path("/payments"), body, headers).ifPresent(answer -> {
                if (deal.paid.put(by, amount) == null) {
                    deal.payments.add(answer.text("id"));
                }
            });
        }
    }

    private Optional<String> some(List<String> known) {
        List<String> now = new ArrayList<>(known);
        return now.isEmpty() ? Optional.empty() : Optional.of(now.get(dice.roll(now.size())));
    }

    private Optional<Answer> send(String method, String path, Object body, String... headers) {
        Answer answer = http.send(method, path, body, headers);
        boolean accepted = answer.status() < 300;
        String outcome = accepted ? "" + answer.status() : answer.status() + " " + answer.problem();
        tally.computeIfAbsent(outcome, any -> new AtomicInteger()).incrementAndGet();
        if (!EXPECTED.contains(answer.status())) {
            throw new AssertionError(method + " " + path + " " + body + " " + List.of(headers) + ": " + answer);
        }
        return accepted ? Optional.of(answer) : Optional.empty();
    }
}
