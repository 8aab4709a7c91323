package io.salesprocess.insight;

import io.salesprocess.testkit.Api;
import io.salesprocess.testkit.Http;
import io.salesprocess.testkit.Http.Answer;
import io.salesprocess.testkit.PipelineBodies;
import io.salesprocess.testkit.Sales;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Deals that open, go on, fall short, are lost, reopened and handed over at random, in a pipeline that asks for nothing. */
final class RandomSales {

    /** What both versions of the pipeline have, in the order in which they are shown; the newest has no {@code old}. */
    static final List<String> STAGES = List.of("first", "old", "second", "third");

    private static final List<String> KINDS = List.of("call", "demo", "visit");
    private static final List<String> FIRST_VERSION = List.of("first", "old", "third");
    private static final List<String> SECOND_VERSION = List.of("first", "second", "third");

    final String pipeline = Api.unique("pipeline");
    final String source = Api.unique("source");
    final List<UUID> owners = List.of(Sales.salesperson(), Sales.salesperson(), Sales.salesperson());
    final List<UUID> offerings = List.of(Sales.offering(), Sales.offering());
    final AtomicLong opening = new AtomicLong();
    final AtomicLong opened = new AtomicLong();
    private final UUID prospect = Sales.prospect();
    private final Http http;

    RandomSales(Http http) {
        this.http = http;
        publish(FIRST_VERSION, null);
    }

    /** From now on deals open in another version, whose target durations are counted in a calendar. */
    void publishNext() {
        publish(SECOND_VERSION, Sales.calendar());
    }

    /** From now on, round by round, open deals are moved to that version, in which a stage has another key. */
    void migrate() {
        must(
                202,
                http.send(
                        "POST",
                        "/v1/pipelines/" + pipeline + "/migrations",
                        Map.of("from", 1, "to", 2, "stageMapping", Map.of("old", "second"))));
    }

    private void publish(List<String> stages, String calendar) {
        Map<String, Object> body = PipelineBodies.pipeline(pipeline);
        body.put("calendar", calendar);
        body.put("stages", stages.stream().map(PipelineBodies::stage).toList());
        must(201, http.send("POST", "/v1/pipelines", body));
    }

    /** What somebody knows of a deal that nobody else touches. */
    final class Life {
        private final Random random;
        private final UUID deal;
        private final List<String> questions = new ArrayList<>();

        Life(Random random) {
            this.random = random;
            Map<String, Object> body = new HashMap<>();
            body.put("prospectId", prospect);
            body.put("pipeline", pipeline);
            body.put("source", random.nextInt(4) == 0 ? null : source + random.nextInt(2));
            body.put("ownerId", random.nextInt(4) == 0 ? null : any(owners));
            body.put("offeringId", random.nextInt(4) == 0 ? null : any(offerings));
            body.put("value", value());
            opening.incrementAndGet();
            this.deal = UUID.fromString(
                    must(201, http.send("POST", "/v1/deals", body)).text("id"));
            opened.incrementAndGet();
        }

        /** Does something that the deal as it is allows; false if nothing is left to do. */
        boolean goOn() {
            Answer now = http.get("/v1/deals/" + deal);
            String stage = now.text("stage");
            int choice = random.nextInt(14);
            if (choice == 0) {
                change(now, "ownerId", any(owners));
            } else if (choice == 1 && now.text("status").equals("open")) {
                change(now, "offeringId", any(offerings));
            } else if (choice == 2) {
                act(now);
            } else if (choice == 10) {
                questions.add(must(201, http.send("POST", "/v1/deals/" + deal + "/questions", Map.of("text", "Why?")))
                        .text("id"));
            } else if (choice == 11 && !questions.isEmpty()) {
                String question = questions.remove(random.nextInt(questions.size()));
                String answer = "/v1/deals/" + deal + "/questions/" + question + "/answer";
                must(200, http.send("POST", answer, Map.of("text", "Because")));
            } else if (choice >= 12 && now.text("status").equals("open")) {
                change(now, "value", value());
            } else if (now.text("status").equals("lost")) {
                move("reopen", stage);
            } else if (now.text("status").equals("open")) {
                move(choice == 3 ? "lose" : choice == 4 ? "fall-short" : "advance", stage);
            } else {
                return false;
            }
            return true;
        }

        /** Before, in or after the present stay. */
        private void act(Answer now) {
            Map<String, Object> body = new HashMap<>(Map.of("kind", any(KINDS), "outcome", "neutral"));
            if (random.nextBoolean()) {
                Instant entered = Instant.parse(now.text("stageEnteredAt"));
                body.put(
                        "at",
                        entered.minus(Duration.ofHours(random.nextInt(24 * 7))).toString());
            }
            must(201, http.send("POST", "/v1/deals/" + deal + "/activities", body));
        }

        private void change(Answer now, String field, Object value) {
            Map<String, Object> body = new HashMap<>();
            body.put(field, value);
            must(200, http.send("PATCH", "/v1/deals/" + deal, body, "If-Match", now.header("ETag")));
        }

        private void move(String type, String from) {
            Map<String, Object> body = new HashMap<>(Map.of("type", type, "from", from));
            if (!type.equals("advance")) {
                body.put("reason", "At random");
            }
            must(201, http.send("POST", "/v1/deals/" + deal + "/transitions", body));
        }

        private Map<String, Object> value() {
            return random.nextInt(5) == 0
                    ? null
                    : Map.of("amount", random.nextInt(99), "currency", any(List.of("EUR", "JPY")));
        }

        private <T> T any(List<T> choices) {
            return choices.get(random.nextInt(choices.size()));
        }
    }

    static Answer must(int status, Answer answer) {
        if (answer.status() != status) {
            throw new AssertionError(answer.toString());
        }
        return answer;
    }
}
