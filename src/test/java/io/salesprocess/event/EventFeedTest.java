package io.salesprocess.event;

import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.move;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.domain.Actor;
import io.salesprocess.deal.domain.DealCommand;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.testkit.Api;
import io.salesprocess.testkit.Http;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The feed as a consumer uses it (rule 17). */
@QuarkusTest
class EventFeedTest {

    private static final int WAITING = 500;

    private static final Actor ACTOR = new Actor(Actor.Kind.SYSTEM, "test", null);

    @TestHTTPResource("/")
    URI service;

    @Inject
    Deals deals;

    @Inject
    Sql sql;

    @Test
    void events_are_cloud_events_without_the_words_of_people() {
        Http http = new Http(service);
        UUID deal = Sales.deal();
        String after = http.get("/v1/events?after=now").text("next");
        move(deal, "lose", "pre-qualification", "Ada Stone has died").statusCode(201);
        JsonNode event = follow(http, after, "&dealId=" + deal, 1).get(0);
        CloudEvent read = new JsonFormat().deserialize(event.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(read.getSpecVersion().toString()).isEqualTo("1.0");
        assertThat(read.getSource()).hasToString("/deals");
        assertThat(read.getType()).isEqualTo("io.salesprocess.deal.lost.v1");
        assertThat(read.getSubject()).isEqualTo(deal.toString());
        assertThat(read.getTime()).isNotNull();
        assertThat(event.toString()).doesNotContain("Stone");
        JsonNode data = event.path("data");
        JsonNode inHistory = http.get(data.path("href").asText()).body();
        assertThat(inHistory.path("reason").asText()).isEqualTo("Ada Stone has died");
        inHistory.properties().forEach(field -> assertThat(data.path(field.getKey()))
                .as(field.getKey())
                .isEqualTo(field.getKey().equals("reason") ? data.path("reason") : field.getValue()));
        JsonNode again =
                http.get("/v1/events?dealId=" + deal + "&types=deal.lost").body();
        assertThat(again.path("items").path(0)).as("the same each time").isEqualTo(event);
        assertThat(http.get("/v1/events?dealId=" + deal + "&types=io.salesprocess.deal.lost.v1,deal.won")
                        .body())
                .isEqualTo(again);
    }

    @Test
    void a_reader_who_goes_on_from_next_gets_each_event_once() {
        Http http = new Http(service);
        String begin = http.get("/v1/events?after=now").text("next");
        List<UUID> deals = List.of(Sales.deal(), Sales.deal(), Sales.deal());
        int events = 0;
        for (UUID deal : deals) {
            move(deal, "fall-short", "pre-qualification", "no answer").statusCode(201);
            events +=
                    get(path(deal, "/history")).extract().<List<?>>path("items").size();
        }
        String next = begin;
        Set<String> ids = new HashSet<>();
        Map<String, Long> last = new HashMap<>();
        int found = 0;
        for (long start = System.nanoTime(); found < events; ) {
            assertThat(System.nanoTime() - start)
                    .isLessThan(Duration.ofSeconds(30).toNanos());
            Http.Answer page = http.get("/v1/events?limit=2&after=" + next);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body().path("items").size()).isLessThanOrEqualTo(2);
            next = page.text("next");
            for (JsonNode event : page.body().path("items")) {
                assertThat(ids.add(event.path("id").asText())).isTrue();
                String subject = event.path("subject").asText();
                if (deals.contains(UUID.fromString(subject))) {
                    found++;
                    long sequence = event.path("data").path("sequence").asLong();
                    assertThat(sequence).isEqualTo(last.getOrDefault(subject, 0L) + 1);
                    last.put(subject, sequence);
                }
            }
        }
    }

    @Test
    void wrong_parameters_are_named() {
        String cursor = get("/v1/events?after=now").extract().path("next");
        Map<String, String> wrong = Map.of(
                "after=nowhere",
                "after",
                "after=" + cursor.substring(0, cursor.length() - 4) + "AAAA",
                "after",
                "types=deal.exploded",
                "types",
                "types=",
                "types",
                "limit=0",
                "limit",
                "limit=201",
                "limit",
                "wait=31",
                "wait",
                "wait=-1",
                "wait",
                "dealId=7",
                "dealId",
                "wait=soon",
                "wait");
        wrong.forEach((query, parameter) -> get("/v1/events?" + query)
                .statusCode(400)
                .body("type", is("/problems/invalid-request"))
                .body("errors[0].toString()", containsString(parameter)));
        get("/v1/events?dealId=" + UUID.randomUUID()).statusCode(404);
        get("/v1/events/stream?types=deal.exploded").statusCode(400);
        get("/v1/events/stream?seconds=0").statusCode(400);
        Api.caller()
                .header("Last-Event-ID", "x")
                .get("/v1/events/stream?after=now")
                .then()
                .statusCode(400)
                .body("errors[0].toString()", containsString("Last-Event-ID"));
    }

    @Test
    void every_event_is_what_the_catalogue_says() throws IOException {
        UUID deal = Sales.deal();
        move(deal, "lose", "pre-qualification", "no budget").statusCode(201);
        ObjectMapper mapper = new ObjectMapper();
        JsonNode document = mapper.valueToTree(
                new Yaml().<Map<String, Object>>load(Files.readString(Path.of("docs/asyncapi.yaml"))));
        JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
        Map<String, JsonSchema> byType = new HashMap<>();
        Http http = new Http(service);
        String next = "";
        for (Http.Answer page = http.get("/v1/events?limit=200");
                !page.body().path("items").isEmpty();
                page = http.get("/v1/events?limit=200&after=" + next)) {
            next = page.text("next");
            for (JsonNode event : page.body().path("items")) {
                JsonSchema schema = byType.computeIfAbsent(event.path("type").asText(), type -> {
                    ObjectNode root = mapper.createObjectNode();
                    root.put("$ref", "#/components/schemas/" + type);
                    root.set("components", document.path("components"));
                    return schemas.getSchema(root);
                });
                assertThat(schema.validate(event)).as("%s", event).isEmpty();
            }
        }
        assertThat(byType).containsKey("io.salesprocess.deal.lost.v1");
    }

    @Test
    void a_cursor_of_another_database_is_gone() {
        byte[] cursor = Base64.getUrlDecoder()
                .decode(get("/v1/events?after=now").extract().<String>path("next"));
        cursor[0] ^= 1;
        String elsewhere = Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
        get("/v1/events?after=" + elsewhere).statusCode(410).body("type", is("/problems/gone"));
        get("/v1/events/stream?after=" + elsewhere).statusCode(410).body("type", is("/problems/gone"));
    }

    @Test
    void a_reader_sees_only_deals_that_the_caller_may_see() {
        UUID mine = Sales.salesperson();
        UUID other = Sales.salesperson();
        Http http = new Http(service, Keys.of("salesperson", mine));
        String after = http.get("/v1/events?after=now").text("next");
        CompletableFuture<List<JsonNode>> waiting =
                CompletableFuture.supplyAsync(() -> follow(http, after, "&wait=10&types=deal.owner-assigned", 1));
        UUID theirs = ownedBy(other);
        UUID own = ownedBy(mine);
        List<JsonNode> seen = waiting.join();
        assertThat(seen).extracting(event -> event.path("subject").asText()).containsExactly(own.toString());
        assertThat(http.get("/v1/events?dealId=" + theirs).status()).isEqualTo(404);
        assertThat(follow(http, after, "&types=deal.owner-assigned", 1))
                .extracting(event -> event.path("subject").asText())
                .containsExactly(own.toString());
        assertThat(new Http(service, Keys.of("intake")).get("/v1/events").status())
                .isEqualTo(403);
    }

    @Test
    void five_hundred_callers_wait_while_others_are_served_and_then_hear_the_news() {
        Http http = new Http(service);
        String after = http.get("/v1/events?after=now").text("next");
        UUID deal = Sales.deal();
        String here = follow(http, after, "&dealId=" + deal, 1).isEmpty() ? after : null;
        assertThat(here).isNull();
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        String key = Keys.trusted();
        List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
        for (int i = 0; i < WAITING; i++) {
            HttpRequest request = HttpRequest.newBuilder(
                            service.resolve("/v1/events?wait=30&types=deal.lost&dealId=" + deal))
                    .header("Authorization", Keys.bearer(key))
                    .build();
            all.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
        }
        eventually(() -> metric("salesprocess_events_waiting") >= WAITING);
        get("/v1/deals/" + deal).statusCode(200);
        move(deal, "lose", "pre-qualification", "no budget").statusCode(201);
        for (CompletableFuture<HttpResponse<String>> one : all) {
            HttpResponse<String> answer = one.join();
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("io.salesprocess.deal.lost.v1");
        }
        eventually(() -> metric("salesprocess_events_waiting") == 0);
    }

    @Test
    @Tag("slow")
    void a_transaction_that_stays_open_for_a_minute_delays_the_feed_which_says_so_and_skips_nothing() throws Exception {
        Http http = new Http(service);
        String after = http.get("/v1/events?after=now").text("next");
        UUID early = Sales.deal();
        UUID late = Sales.deal();
        String here = after;
        for (int seen = 0; seen < 2; ) {
            Http.Answer page = http.get("/v1/events?types=deal.opened&after=" + here);
            seen += page.body().path("items").size();
            here = page.text("next");
        }
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<Void> held = CompletableFuture.runAsync(
                () -> QuarkusTransaction.requiringNew().timeout(180).run(() -> {
                    sql.update("SET LOCAL idle_in_transaction_session_timeout = 0");
                    sql.list("SELECT pg_current_xact_id()", row -> true);
                    deals.change(deals.lock(ACTOR, early), DealCommand.Record.of(new Fact.OwnerAssigned(null)));
                    written.countDown();
                    await(end);
                }));
        await(written);
        move(late, "lose", "pre-qualification", "no budget").statusCode(201);
        long begun = System.nanoTime();
        String reader = here;
        double lag = 0;
        while (System.nanoTime() - begun < Duration.ofSeconds(60).toNanos()) {
            Http.Answer page = http.get("/v1/events?wait=5&after=" + reader);
            assertThat(page.body().path("items")).isEmpty();
            reader = page.text("next");
            lag = metric("salesprocess_events_lag_seconds");
        }
        assertThat(lag).isBetween(50.0, 80.0);
        end.countDown();
        held.get();
        assertThat(follow(http, reader, "", 2))
                .extracting(event -> event.path("subject").asText())
                .containsExactly(early.toString(), late.toString());
        assertThat(follow(http, here, "", 2)).hasSize(2);
        eventually(() -> metric("salesprocess_events_lag_seconds") == 0);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(120, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void waiting_ends_without_events_when_the_time_is_over() {
        Http http = new Http(service);
        UUID deal = Sales.deal();
        Http.Answer answer = http.get("/v1/events?after=now&wait=1&types=deal.won&dealId=" + deal);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("items").isEmpty()).isTrue();
        assertThat(http.get("/v1/events?after=" + answer.text("next")).status()).isEqualTo(200);
        assertThat(metric("salesprocess_events_lag_seconds")).isGreaterThanOrEqualTo(0);
    }

    private UUID ownedBy(UUID salesperson) {
        UUID deal = Sales.deal();
        Api.caller()
                .header("If-Match", "*")
                .body(Map.of("ownerId", salesperson))
                .patch("/v1/deals/" + deal)
                .then()
                .statusCode(200);
        return deal;
    }

    /** Goes on from next until there are so many. */
    private static List<JsonNode> follow(Http http, String after, String query, int wanted) {
        List<JsonNode> events = new ArrayList<>();
        String next = after;
        for (long start = System.nanoTime(); events.size() < wanted; ) {
            assertThat(System.nanoTime() - start)
                    .isLessThan(Duration.ofSeconds(30).toNanos());
            Http.Answer page = http.get("/v1/events?after=" + next + query);
            assertThat(page.status()).as("%s", page).isEqualTo(200);
            page.body().path("items").forEach(events::add);
            next = page.text("next");
        }
        return events;
    }

    static double metric(String name) {
        return Api.keyed()
                .get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    static void eventually(java.util.function.BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start)
                    .isLessThan(Duration.ofSeconds(30).toNanos());
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
