package io.salesprocess.testkit;

import static io.salesprocess.testkit.Api.move;
import static io.salesprocess.testkit.Api.patch;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The steps of a sale over HTTP, so that a test can begin where it becomes interesting. */
public final class Sales {

    /** What the offering of every form costs: 9,900 euros. */
    public static final long PRICE = 990_000;

    private Sales() {}

    /** A new form about a new offering, whose deals nobody owns; returns its key. */
    public static String form(String pipeline) {
        return form(pipeline, "none", offering());
    }

    public static String form(String pipeline, Object assignment, UUID offering) {
        String key = unique("form");
        post(
                        "/v1/forms",
                        Map.of(
                                "key", key,
                                "title", "Talk to us",
                                "pipeline", pipeline,
                                "offeringId", offering,
                                "assignment", assignment,
                                "questions", List.of(Map.of("key", "need", "label", "Your need", "type", "text"))))
                .statusCode(201);
        return key;
    }

    public static UUID offering() {
        return created(
                "/v1/offerings",
                Map.of(
                        "name", "Call sheet suite",
                        "kind", "product",
                        "price", Map.of("amount", PRICE, "currency", "EUR")));
    }

    public static UUID salesperson() {
        return created("/v1/salespeople", Map.of("name", "Grace Field", "email", unique("grace") + "@example.com"));
    }

    /** A new calendar: mornings of working days in Berlin; returns its key. */
    public static String calendar() {
        String key = unique("calendar");
        List<Map<String, String>> morning = List.of(Map.of("from", "08:00", "to", "12:00"));
        post(
                        "/v1/calendars",
                        Map.of(
                                "key",
                                key,
                                "timeZone",
                                "Europe/Berlin",
                                "week",
                                Map.of(
                                        "monday", morning,
                                        "tuesday", morning,
                                        "wednesday", morning,
                                        "thursday", morning,
                                        "friday", morning)))
                .statusCode(201);
        return key;
    }

    /** A pipeline that asks for nothing, and counts three days for stage one and 72 hours for stage two in a calendar. */
    public static String countedPipeline(String calendar) {
        String pipeline = unique("pipeline");
        Map<String, Object> first = PipelineBodies.stage("one");
        first.put("targetDuration", "P3D");
        Map<String, Object> second = PipelineBodies.stage("two");
        second.put("targetDuration", "PT72H");
        Map<String, Object> body = PipelineBodies.pipeline(pipeline, first, second);
        body.put("calendar", calendar);
        post("/v1/pipelines", body).statusCode(201);
        return pipeline;
    }

    public static UUID prospect() {
        return created("/v1/prospects", Map.of("name", "Ada Stone", "email", unique("ada") + "@example.com"));
    }

    /** A submission that nobody sent before, by somebody unknown. */
    public static Map<String, Object> submission() {
        return Map.of(
                "submissionId", unique("web"),
                "prospect", Map.of("name", "Ada Stone", "email", unique("ada") + "@example.com"),
                "answers", Map.of("need", "Replace our call sheets"));
    }

    /** Submits a form, and returns the deal that opens. */
    public static UUID dealBy(String form) {
        return UUID.fromString(post("/v1/forms/" + form + "/submissions", submission())
                .statusCode(201)
                .extract()
                .path("dealId"));
    }

    /** A deal of the pipeline {@code standard} in its first stage. */
    public static UUID deal() {
        return dealBy(form("standard"));
    }

    /** Meets the criteria of the stage; works for the stages of both shipped pipelines. */
    public static void satisfy(UUID deal, String stage) {
        switch (stage) {
            case "pre-qualification" ->
                patch(path(deal, "/assessment"), Map.of("interest", "strong", "trustedAdvisor", true, "fit", "fit"))
                        .statusCode(200);
            case "selection" -> {
                // The form's offering is the deal's.
            }
            case "qualification" ->
                patch(
                                path(deal, "/qualification"),
                                Map.of(
                                        "productBackground", "Paper",
                                        "productHistory", "Since 2009",
                                        "targetAudience", "Field sales",
                                        "possibleIssues", List.of("No network")))
                        .statusCode(200);
            case "relationship" -> {
                post(path(deal, "/greetings"), Map.of("by", "receptionist")).statusCode(201);
                post(path(deal, "/message-link"), Map.of()).statusCode(201);
            }
            case "negotiation" -> {
                UUID proposal =
                        created(path(deal, "/proposals"), Map.of("amount", Map.of("amount", PRICE, "currency", "EUR")));
                post(path(deal, "/proposals/" + proposal + "/send"), Map.of()).statusCode(200);
                post(path(deal, "/proposals/" + proposal + "/accept"), Map.of()).statusCode(200);
                satisfy(deal, "conversion");
            }
            case "conversion" -> {
                UUID letter = created(path(deal, "/documents"), Map.of("kind", "welcome-letter"));
                post(path(deal, "/documents/" + letter + "/send"), Map.of()).statusCode(200);
                signedContract(deal);
            }
            default -> throw new IllegalArgumentException(stage);
        }
    }

    /** A contract that the client has signed; returns its id. */
    public static UUID signedContract(UUID deal) {
        UUID contract = created(path(deal, "/documents"), Map.of("kind", "contract"));
        post(path(deal, "/documents/" + contract + "/send"), Map.of()).statusCode(200);
        post(path(deal, "/documents/" + contract + "/sign"), Map.of("signedBy", "Ada Stone"))
                .statusCode(200);
        return contract;
    }

    /** Takes a deal from its first stage through these. */
    public static void through(UUID deal, String... stages) {
        for (String stage : stages) {
            satisfy(deal, stage);
            move(deal, "advance", stage).statusCode(201);
        }
    }

    /** A deal of the pipeline {@code standard} that has been won. */
    public static UUID wonDeal() {
        UUID deal = deal();
        through(deal, "pre-qualification", "qualification", "relationship", "conversion");
        return deal;
    }

    public static UUID created(String path, Object body) {
        return UUID.fromString(post(path, body).statusCode(201).extract().path("id"));
    }

    public static String path(UUID deal, String below) {
        return "/v1/deals/" + deal + below;
    }
}
