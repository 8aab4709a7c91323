package io.salesprocess.insight;

import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.move;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;

import io.restassured.response.ValidatableResponse;
import io.salesprocess.testkit.Api;
import io.salesprocess.testkit.PipelineBodies;
import io.salesprocess.testkit.Sales;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Deals in a pipeline of two stages that ask for nothing, few enough to count them by hand. */
final class QuickDeals {

    final String pipeline = unique("quick");
    private final UUID prospect = Sales.prospect();

    QuickDeals() {
        Map<String, Object> body = PipelineBodies.pipeline(pipeline);
        body.put("stages", List.of(PipelineBodies.stage("first"), PipelineBodies.stage("last")));
        post("/v1/pipelines", body).statusCode(201);
    }

    UUID open(UUID owner) {
        return open(owner, Map.of());
    }

    UUID open(UUID owner, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("prospectId", prospect);
        body.put("pipeline", pipeline);
        body.put("ownerId", owner);
        return Sales.created("/v1/deals", body);
    }

    UUID won(UUID owner, Map<String, Object> more) {
        UUID deal = open(owner, more);
        win(deal);
        return deal;
    }

    static void win(UUID deal) {
        advance(deal, "first");
        advance(deal, "last");
    }

    static void advance(UUID deal, String stage) {
        move(deal, "advance", stage).statusCode(201);
    }

    static void lose(UUID deal, String stage) {
        move(deal, "lose", stage, "Too dear").statusCode(201);
    }

    static void reopen(UUID deal, String stage) {
        move(deal, "reopen", stage, "Called again").statusCode(201);
    }

    static void handOver(UUID deal, UUID owner) {
        Map<String, Object> body = new HashMap<>();
        body.put("ownerId", owner);
        Api.caller()
                .header("If-Match", "*")
                .body(body)
                .patch("/v1/deals/" + deal)
                .then()
                .statusCode(200);
    }

    static void did(UUID deal, String kind) {
        post("/v1/deals/" + deal + "/activities", Map.of("kind", kind, "outcome", "neutral"))
                .statusCode(201);
    }

    static void did(UUID deal, String kind, String at) {
        post("/v1/deals/" + deal + "/activities", Map.of("kind", kind, "outcome", "neutral", "at", at))
                .statusCode(201);
    }

    ValidatableResponse figures(String insight, String more) {
        return get("/v1/insights/" + insight + "?pipeline=" + pipeline + more).statusCode(200);
    }
}
