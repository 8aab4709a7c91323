package io.salesprocess.scenario.random;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.salesprocess.scenario.random.Exchange.Match;
import io.salesprocess.testkit.Http.Answer;
import io.salesprocess.testkit.PlainModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** Calls by which deals open and submissions come in. */
final class IntakeCalls {

    private final Exchange exchange;
    private final Dice dice;
    private final RandomWorld world;
    private final String pipeline;
    private final String email = UUID.randomUUID() + "@example.com";
    private final String phone = "+49" + Math.abs(UUID.randomUUID().getMostSignificantBits() % 1_000_000_000_000L);

    /** What forms have said of the person otherwise; it changes nothing of what is known. */
    private final Set<String> suggested = new TreeSet<>();

    private String prospectId;
    private final List<Sent> sent = new ArrayList<>();
    private final List<String> suspects = new ArrayList<>();

    /** A submission and what it was answered. */
    private record Sent(Map<String, Object> body, Answer answer) {}

    IntakeCalls(Exchange exchange, Dice dice, RandomWorld world, String pipeline) {
        this.exchange = exchange;
        this.dice = dice;
        this.world = world;
        this.pipeline = pipeline;
    }

    /** The first deal: most come by the form. */
    void begin() {
        if (dice.roll(3) > 0) {
            submit();
            return;
        }
        Answer prospect = exchange.http()
                .send("POST", "/v1/prospects", Map.of("name", "Ada Stone", "email", email, "phone", phone));
        prospectId = prospect.text("id");
        String offering = dice.pick(world.offering(), world.otherOffering(), null);
        String owner = dice.pick(world.salespeople().get(0), null);
        Map<String, Object> value = dice.onceIn(2) ? Words.amount(dice.money()) : null;
        Answer opened = exchange.http()
                .send(
                        "POST",
                        "/v1/deals",
                        Body.of("prospectId", prospect.text("id"), "offeringId", offering, "ownerId", owner)
                                .with("pipeline", pipeline)
                                .with("value", value)
                                .map());
        exchange.log("opened " + opened);
        assertThat(opened.status()).as(exchange::story).isEqualTo(201);
        String worth = value != null
                ? value.get("amount") + " " + value.get("currency")
                : offering == null ? null : world.price();
        exchange.turnTo(opened.text("id"), new PlainModel(pipeline, offering, owner, worth, Instant.now()));
    }

    void submit() {
        Map<String, Object> answers = new TreeMap<>();
        for (String key : List.of("need", "region")) {
            if (dice.roll(3) > 0) {
                answers.put(key, dice.pick("Call sheets", "Everything", "Nothing"));
            }
        }
        Body body = Body.of("submissionId", UUID.randomUUID().toString(), "answers", answers)
                .with("prospect", person());
        boolean suspect = exchange.deal() != null && dice.onceIn(5);
        if (suspect) {
            body.with("signals", Map.of("honeypot", true));
        }
        String path = "/v1/forms/" + world.forms().get(pipeline) + "/submissions";
        exchange.call("POST", path, body.map(), "yes", 201, Match.IGNORED).ifPresent(answer -> {
            sent.add(new Sent(body.map(), answer));
            assertThat(answer.text("status")).as(exchange::story).isEqualTo(suspect ? "suspect" : "accepted");
            if (suspect) {
                suspects.add(answer.text("id"));
                assertThat(answer.text("dealId")).as(exchange::story).isNull();
            } else {
                takenIn(answer, body.map());
            }
        });
    }

    /** The person in one of the ways in which they are recognised; the first time with all that will be known of them. */
    private Map<String, Object> person() {
        if (prospectId == null) {
            return Map.of("name", "Ada Stone", "email", email, "phone", phone);
        }
        String name = dice.pick("Ada Stone", "Ada Stone", "A. Stone", "Ada Field");
        return switch (dice.roll(3)) {
            case 0 -> Map.of("name", name, "email", email);
            case 1 -> Map.of("name", name, "phone", phone);
            default ->
                Map.of("name", name, "email", email, "phone", phone, "company", dice.pick("Stone GmbH", "Field Ltd"));
        };
    }

    /** Somebody else who gives the person's telephone number is not the person. */
    void strangerSubmits() {
        if (prospectId == null) {
            submit();
            return;
        }
        Map<String, Object> stranger =
                Map.of("name", "Eve", "email", UUID.randomUUID() + "@example.com", "phone", phone);
        Answer answer = exchange.http()
                .send(
                        "POST",
                        "/v1/forms/" + world.forms().get(pipeline) + "/submissions",
                        Body.of("submissionId", UUID.randomUUID().toString(), "answers", Map.of("need", "Nothing"))
                                .with("prospect", stranger)
                                .map());
        exchange.log("stranger " + answer);
        assertThat(answer.text("dealOpened")).as(exchange::story).isEqualTo("true");
        assertThat(answer.text("prospectId")).as(exchange::story).isNotEqualTo(prospectId);
        List<String> duplicates = new ArrayList<>();
        exchange.http()
                .get("/v1/prospects/" + answer.text("prospectId") + "/duplicates?limit=200")
                .body()
                .path("items")
                .forEach(one -> duplicates.add(one.path("prospectId").asText()));
        assertThat(duplicates).as(exchange::story).contains(prospectId);
    }

    /** Whatever forms have said, the person is known as before, and what differs is suggested once. */
    void comparePerson() {
        if (prospectId == null) {
            return;
        }
        JsonNode seen = exchange.http().get("/v1/prospects/" + prospectId).body();
        assertThat(Words.texts(seen, "name", "email", "phone", "company"))
                .as(exchange::story)
                .containsExactly("Ada Stone", email, phone, null);
        List<String> waiting = new ArrayList<>();
        seen.path("suggestions")
                .forEach(one -> waiting.add(
                        one.path("field").asText() + " " + one.path("value").asText()));
        assertThat(waiting).as(exchange::story).containsExactlyInAnyOrderElementsOf(suggested);
    }

    private void suggest(Map<?, ?> person) {
        if (!"Ada Stone".equals(person.get("name"))) {
            suggested.add("name " + person.get("name"));
        }
        if (person.get("company") != null) {
            suggested.add("company " + person.get("company"));
        }
    }

    void submitAgain() {
        if (sent.isEmpty()) {
            submit();
            return;
        }
        Sent first = sent.get(dice.roll(sent.size()));
        String path = "/v1/forms/" + world.forms().get(pipeline) + "/submissions";
        Map<String, Object> body = new TreeMap<>(first.body);
        if (dice.onceIn(3)) {
            body.put("message", "Please call");
            exchange.call("POST", path, body, "submission-conflict", 0, Match.IGNORED);
            return;
        }
        exchange.call("POST", path, body, "yes", 200, Match.IGNORED).ifPresent(again -> {
            if (!suspects.contains(again.text("id")) && first.answer.text("dealId") != null) {
                assertThat(again.body()).as(exchange::story).isEqualTo(first.answer.body());
            }
            assertThat(again.text("id")).as(exchange::story).isEqualTo(first.answer.text("id"));
        });
    }

    void release() {
        boolean known = !suspects.isEmpty() && dice.roll(6) > 0;
        String id = known ? suspects.remove(0) : Dice.NOBODY;
        Optional<Answer> released = exchange.call(
                "POST", "/v1/submissions/" + id + "/release", null, known ? "yes" : "unknown", 200, Match.IGNORED);
        released.ifPresent(answer -> {
            Map<?, ?> body = sent.stream()
                    .filter(one -> one.answer.text("id").equals(id))
                    .findFirst()
                    .orElseThrow()
                    .body;
            takenIn(answer, body);
            Answer again = exchange.http().send("POST", "/v1/submissions/" + id + "/release", null);
            exchange.check(again, "conflict", 0);
        });
    }

    /** A submission has been attached to the open deal about its offering, or has opened another. */
    private void takenIn(Answer answer, Map<?, ?> body) {
        Map<?, ?> answers = (Map<?, ?>) body.get("answers");
        if (prospectId == null) {
            prospectId = answer.text("prospectId");
        } else {
            suggest((Map<?, ?>) body.get("prospect"));
        }
        assertThat(answer.text("prospectId")).as(exchange::story).isEqualTo(prospectId);
        KnownDeal before = exchange.deal();
        boolean opens = before == null
                || !before.model.status().equals("open")
                || !world.offering().equals(before.model.offering());
        assertThat(answer.text("dealOpened")).as(exchange::story).isEqualTo("" + opens);
        if (opens) {
            assertThat(answer.text("dealId")).as(exchange::story).isNotEqualTo(before == null ? null : before.id);
            exchange.turnTo(
                    answer.text("dealId"),
                    new PlainModel(pipeline, world.offering(), null, world.price(), Instant.now()));
        }
        KnownDeal deal = exchange.deal();
        assertThat(answer.text("dealId")).as(exchange::story).isEqualTo(deal.id);
        answers.forEach((key, value) -> {
            deal.given++;
            if (!deal.recorded.contains(key)) {
                deal.survey.put((String) key, (String) value);
            }
        });
        deal.model.fact("submission", answer.text("id"), "" + deal.survey.size());
    }
}
