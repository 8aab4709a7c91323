package io.salesprocess.scenario.random;

import static io.salesprocess.scenario.random.Words.texts;
import static io.salesprocess.scenario.random.Words.unmet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.salesprocess.testkit.Http;
import io.salesprocess.testkit.Http.Answer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Compares what the service shows of a deal with what the model shows. */
final class DealView {

    /** Answers that a survey shows with their source. */
    private static final int MOST_GIVEN = 500;

    private final Http http;
    private final KnownDeal deal;
    private final Supplier<String> story;

    /** @param story tells of a difference how it came about */
    DealView(Http http, KnownDeal deal, Supplier<String> story) {
        this.http = http;
        this.deal = deal;
        this.story = story;
    }

    /** What can be seen of the deal is what the deal.model shows. */
    void deal() {
        Answer answer = http.get(deal.path(""));
        assertThat(answer.status()).as(story).isEqualTo(200);
        String tag = "\"" + deal.model.events() + "\"";
        assertThat(answer.header("ETag")).as(story).isEqualTo(tag);
        deal(answer.body());
    }

    void deal(JsonNode body) {
        assertThat(texts(body, "status", "stage", "attempt", "version", "ownerId", "offeringId", "lostReason"))
                .as(story)
                .containsExactly(
                        deal.model.status(),
                        deal.model.stage(),
                        "" + deal.model.attempt(),
                        "" + deal.model.events(),
                        deal.model.owner(),
                        deal.model.offering(),
                        deal.lostReason);
        assertThat(Words.money(body.path("value"))).as(story).isEqualTo(deal.model.value());
        boolean open = deal.model.status().equals("open");
        assertThat(body.path("closedAt").isNull()).as(story).isEqualTo(open);
        assertThat(body.path("dueAt").isNull()).as(story).isEqualTo(!open);
        Map<String, String> seen = new TreeMap<>();
        body.path("customFields")
                .properties()
                .forEach(field -> seen.put(field.getKey(), field.getValue().asText()));
        assertThat(seen).as(story).isEqualTo(deal.fields);
        compareStages(body.path("stages"));
        comparePayments(body.path("payments"));
    }

    private void compareStages(JsonNode stages) {
        List<String> seen = new ArrayList<>();
        stages.forEach(stage -> {
            Map<String, Boolean> criteria = new LinkedHashMap<>();
            stage.path("criteria")
                    .forEach(one -> criteria.put(
                            one.path("type").asText(), one.path("met").asBoolean()));
            seen.add(String.join(" ", texts(stage, "key", "state", "attempts")) + " " + criteria);
        });
        List<String> expected = new ArrayList<>();
        int at = deal.model.stages().indexOf(deal.model.stage());
        for (int i = 0; i < deal.model.stages().size(); i++) {
            String key = deal.model.stages().get(i);
            String state = i < at || deal.model.status().equals("won") ? "done" : i == at ? "current" : "upcoming";
            expected.add(key + " " + state + " " + deal.model.attemptsAt(key) + " " + deal.model.criteria(key));
        }
        assertThat(seen).as(story).isEqualTo(expected);
    }

    private void comparePayments(JsonNode seen) {
        String currency = deal.model.currency();
        Long value = deal.model.value() == null
                ? null
                : Long.valueOf(deal.model.value().split(" ")[0]);
        Long lacking = value == null ? null : value - deal.model.collected();
        List<String> expected = Arrays.asList(
                currency == null ? null : deal.model.collected() + " " + currency,
                currency == null ? null : deal.model.refunded() + " " + currency,
                currency == null ? null : deal.model.reversed() + " " + currency,
                lacking == null ? null : Math.max(0, lacking) + " " + currency,
                lacking == null ? null : Math.max(0, -lacking) + " " + currency);
        List<String> found = new ArrayList<>();
        for (String field : List.of("collected", "refunded", "reversed", "outstanding", "overpaid")) {
            found.add(Words.money(seen.path(field)));
        }
        assertThat(found).as(story).isEqualTo(expected);
    }

    void transitions() {
        Answer answer = http.get(deal.path("/transitions"));
        List<String> seen = new ArrayList<>();
        answer.body()
                .path("transitions")
                .forEach(one -> seen.add(String.join(" ", texts(one, "type", "to", "allowed")) + " " + unmet(one)));
        int at = deal.model.stages().indexOf(deal.model.stage());
        List<String> unmet = deal.model.unmet();
        List<String> expected =
                switch (deal.model.status()) {
                    case "open" ->
                        List.of(
                                "advance "
                                        + (at + 1 == deal.model.stages().size()
                                                ? "won"
                                                : deal.model.stages().get(at + 1))
                                        + " " + unmet.isEmpty() + " " + unmet,
                                "fall-short " + deal.model.stage() + " true []",
                                "lose null true []");
                    case "lost" -> List.of("reopen " + deal.model.stage() + " true []");
                    default -> List.of();
                };
        assertThat(seen).as(story).isEqualTo(expected);
        assertThat(texts(answer.body(), "stage", "attempt", "version"))
                .as(story)
                .containsExactly(deal.model.stage(), "" + deal.model.attempt(), "" + deal.model.events());
    }

    void lists() {
        Map<String, String> shown = deal.model.seen();
        assertThat("" + listed("/documents", "kind", "status")).as(story).isEqualTo(shown.get("documents"));
        assertThat("" + listed("/proposals", "status")).as(story).isEqualTo(shown.get("proposals"));
        assertThat(listed("/questions", "answeredAt").entrySet().stream()
                        .filter(one -> one.getValue().equals("null"))
                        .map(Map.Entry::getKey))
                .as(story)
                .containsExactlyInAnyOrderElementsOf(deal.model.openQuestions());
        assertThat(listed("/messages", "followedUpAt").entrySet().stream()
                        .filter(one -> one.getValue().equals("null"))
                        .map(Map.Entry::getKey))
                .as(story)
                .containsExactlyInAnyOrderElementsOf(deal.model.openMessages());
        Map<String, Long> left = new TreeMap<>();
        http.get(deal.path("/payments?limit=200"))
                .body()
                .path("items")
                .forEach(one -> left.put(
                        one.path("id").asText(),
                        one.path("amount").path("amount").asLong()
                                - (one.path("reversed").path("amount").asLong() > 0
                                        ? one.path("amount").path("amount").asLong()
                                        : one.path("refunded").path("amount").asLong())));
        assertThat(left).as(story).isEqualTo(new TreeMap<>(deal.model.payments()));
    }

    void survey() {
        JsonNode seen = http.get(deal.path("/survey")).body();
        Map<String, String> answers = new TreeMap<>();
        seen.path("answers")
                .properties()
                .forEach(
                        answer -> answers.put(answer.getKey(), answer.getValue().asText()));
        assertThat(answers).as(story).isEqualTo(deal.survey);
        assertThat(seen.path("given").size()).as(story).isEqualTo(Math.min(deal.given, MOST_GIVEN));
    }

    /** What stands of a list, by id. */
    private Map<String, String> listed(String below, String... fields) {
        Map<String, String> listed = new TreeMap<>();
        http.get(deal.path(below + "?limit=200")).body().path("items").forEach(one -> {
            String status = one.path("status").asText();
            if (!Set.of("voided", "declined", "countered").contains(status)) {
                listed.put(one.path("id").asText(), String.join(" ", texts(one, fields)));
            }
        });
        return listed;
    }
}
