package io.salesprocess.scenario;

import static io.salesprocess.testkit.Api.unique;
import static io.salesprocess.testkit.PipelineBodies.criterion;
import static io.salesprocess.testkit.PipelineBodies.pipeline;
import static io.salesprocess.testkit.PipelineBodies.stage;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.testkit.Checker;
import io.salesprocess.testkit.Concurrently;
import io.salesprocess.testkit.Http;
import io.salesprocess.testkit.Http.Answer;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rule 18: a pipeline is published over and over while deals open and advance, and each event obeys the version that it names. */
@QuarkusTest
class PublishedWhileSellingTest {

    private static final int SELLERS = 6;
    private static final int PUBLISHERS = 2;

    private final String key = unique("moving");
    private final AtomicInteger edition = new AtomicInteger();
    private final AtomicInteger published = new AtomicInteger();
    private final AtomicInteger selling = new AtomicInteger(SELLERS);

    /** The newest version that somebody had been told of before the deal was opened. */
    private final Map<UUID, Integer> toldBefore = new ConcurrentHashMap<>();

    @Inject
    DataSource database;

    @TestHTTPResource
    URI service;

    private Http http;

    @Test
    void every_event_obeys_the_version_that_it_names() throws Exception {
        play(60);
    }

    @Test
    @Tag("slow")
    void so_it_is_with_a_thousand_deals() throws Exception {
        play(1_000);
    }

    private void play(int deals) throws Exception {
        http = new Http(service);
        publish();
        Concurrently.run(SELLERS + PUBLISHERS, number -> {
            if (number < PUBLISHERS) {
                while (selling.get() > 0) {
                    publish();
                }
            } else {
                try {
                    for (int i = 0; i < deals / SELLERS; i++) {
                        sell();
                    }
                } finally {
                    selling.decrementAndGet();
                }
            }
            return null;
        });
        Map<Integer, JsonNode> versions = new HashMap<>();
        Set<Integer> used = new HashSet<>();
        toldBefore.forEach((deal, told) -> {
            int version = check(deal, versions);
            assertThat(version).as("a deal opens in the newest version").isGreaterThanOrEqualTo(told);
            used.add(version);
        });
        assertThat(toldBefore).hasSize(deals / SELLERS * SELLERS);
        assertThat(used).as("versions that deals were opened in").hasSizeGreaterThan(5);
        new Checker(database, http).check(toldBefore.keySet());
    }

    /** Each edition has its own stages and asks for its own kinds of activities. */
    private void publish() {
        int number = edition.incrementAndGet();
        List<Map<String, Object>> stages = new ArrayList<>();
        for (int i = 0; i <= number % 3; i++) {
            String name = "stage-" + number + "-" + i;
            stages.add(stage(name, criterion("activity-recorded", "kind", "at-" + name)));
        }
        Map<String, Object> body = pipeline(key);
        body.put("stages", stages);
        int version = must(201, http.send("POST", "/v1/pipelines", body))
                .body()
                .path("version")
                .asInt();
        published.accumulateAndGet(version, Math::max);
    }

    /** Opens a deal, and does what each refusal says until the deal is won. */
    private void sell() {
        int told = published.get();
        Map<String, Object> opening = Map.of("prospectId", Sales.prospect(), "pipeline", key);
        JsonNode opened = must(201, http.send("POST", "/v1/deals", opening)).body();
        UUID deal = UUID.fromString(opened.path("id").asText());
        toldBefore.put(deal, told);
        String stage = opened.path("stage").asText();
        while (!stage.equals("won")) {
            must(422, advance(deal, stage));
            Map<String, Object> activity = Map.of("kind", "at-" + stage, "outcome", "neutral");
            must(201, http.send("POST", "/v1/deals/" + deal + "/activities", activity));
            stage = must(201, advance(deal, stage)).body().path("to").asText();
        }
    }

    private Answer advance(UUID deal, String from) {
        return http.send("POST", "/v1/deals/" + deal + "/transitions", Map.of("type", "advance", "from", from));
    }

    /** Goes through a history by the definition that its events name, and returns the version. */
    private int check(UUID deal, Map<Integer, JsonNode> versions) {
        JsonNode events = must(200, http.get("/v1/deals/" + deal + "/history?limit=200"))
                .body()
                .path("items");
        int version = events.path(0).path("pipeline").path("version").asInt();
        JsonNode definition = versions.computeIfAbsent(
                version, number -> must(200, http.get("/v1/pipelines/" + key + "/versions/" + number))
                        .body());
        List<String> stages = new ArrayList<>();
        definition.path("stages").forEach(stage -> stages.add(stage.path("key").asText()));
        stages.add("won");
        Set<String> done = new HashSet<>();
        int place = 0;
        for (JsonNode event : events) {
            assertThat(event.path("pipeline").path("version").asInt()).isEqualTo(version);
            switch (event.path("type").asText()) {
                case "deal.opened" -> assertThat(event.path("stage").asText()).isEqualTo(stages.get(0));
                case "activity.recorded" ->
                    done.add(event.path("data").path("kind").asText());
                default -> {
                    for (int i = 0; i <= place; i++) {
                        assertThat(done).contains(wanted(definition, i));
                    }
                    assertThat(event.path("from").asText()).isEqualTo(stages.get(place));
                    place++;
                    assertThat(event.path("to").asText()).isEqualTo(stages.get(place));
                }
            }
        }
        assertThat(stages.get(place)).isEqualTo("won");
        return version;
    }

    private static String wanted(JsonNode definition, int stage) {
        return definition
                .path("stages")
                .path(stage)
                .path("exitCriteria")
                .path(0)
                .path("parameters")
                .path("kind")
                .asText();
    }

    private static Answer must(int status, Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        return answer;
    }
}
