package io.salesprocess.access;

import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static io.salesprocess.testkit.Sales.created;
import static io.salesprocess.testkit.Sales.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.salesprocess.platform.openapi.Contract;
import io.salesprocess.platform.openapi.Contract.Operation;
import io.salesprocess.testkit.Api;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.Sales;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A sale that has everything that an address can name, and everybody who might ask for it. */
final class MatrixWorld {

    /** The columns of the table. */
    enum Who {
        NOBODY("no key"),
        INTAKE("intake"),
        RECEPTIONIST("receptionist"),
        OWNER("salesperson, own deal"),
        OTHER("salesperson, another's deal"),
        MANAGER("manager"),
        ADMIN("admin"),
        AUDITOR("auditor");

        private final String title;

        Who(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    private final UUID owner = Sales.salesperson();
    private final UUID other = Sales.salesperson();
    private final UUID offering = Sales.offering();
    private final String form = Sales.form("standard", Map.of("salespersonId", owner), offering);
    private final Map<Who, String> keys = Map.of(
            Who.INTAKE, Keys.of("intake"),
            Who.RECEPTIONIST, Keys.of("receptionist"),
            Who.OWNER, Keys.of("salesperson", owner),
            Who.OTHER, Keys.of("salesperson", other),
            Who.MANAGER, Keys.of("manager"),
            Who.ADMIN, Keys.of("admin"),
            Who.AUDITOR, Keys.of("auditor"));

    private final String submission;
    private final String prospect;
    private final String suspect;

    /** Open, and in the relationship stage. */
    private final UUID deal;

    /** Won, since only such deals have payments. */
    private final UUID won;

    private final Map<String, String> below;
    private final String link;

    MatrixWorld() {
        JsonNode receipt = submit(Sales.submission());
        submission = receipt.path("id").asText();
        prospect = receipt.path("prospectId").asText();
        deal = UUID.fromString(receipt.path("dealId").asText());
        Map<String, Object> renamed = new java.util.HashMap<>(Sales.submission());
        renamed.put("prospect", Map.of("name", "A. Stone", "email", emailOf(prospect)));
        submit(renamed);
        Map<String, Object> spam = new java.util.HashMap<>(Sales.submission());
        spam.put("signals", Map.of("honeypot", true));
        suspect = submit(spam).path("id").asText();
        Sales.through(deal, "pre-qualification", "qualification");
        won = UUID.fromString(submit(Sales.submission()).path("dealId").asText());
        Sales.through(won, "pre-qualification", "qualification", "relationship", "conversion");
        UUID payment = created(
                path(won, "/payments"), Map.of("amount", Map.of("amount", 1000, "currency", "EUR"), "reference", "a"));
        UUID refund = created(
                path(won, "/payments/" + payment + "/refunds"),
                Map.of("amount", Map.of("amount", 1, "currency", "EUR"), "reason", "x", "reference", "b"));
        link = post(path(deal, "/message-link"), Map.of()).extract().path("token");
        below = Map.ofEntries(
                Map.entry(
                        "greetingId",
                        created(path(deal, "/greetings"), Map.of("by", "receptionist"))
                                .toString()),
                Map.entry(
                        "questionId",
                        created(path(deal, "/questions"), Map.of("text", "When?"))
                                .toString()),
                Map.entry(
                        "messageId",
                        created(path(deal, "/messages"), Map.of("text", "Call me"))
                                .toString()),
                Map.entry(
                        "activityId",
                        created(path(deal, "/activities"), Map.of("kind", "call", "outcome", "neutral"))
                                .toString()),
                Map.entry(
                        "proposalId",
                        created(path(deal, "/proposals"), Map.of("amount", Map.of("amount", 1000, "currency", "EUR")))
                                .toString()),
                Map.entry(
                        "documentId",
                        created(path(deal, "/documents"), Map.of("kind", "welcome-letter"))
                                .toString()),
                Map.entry("paymentId", payment.toString()),
                Map.entry("refundId", refund.toString()),
                Map.entry("suggestionId", suggestionOf(prospect)),
                Map.entry("sequence", "1"),
                Map.entry("version", "1"),
                Map.entry("token", link));
    }

    /** Sends a well-formed request for the operation, and returns the status of the answer. */
    int call(Operation operation, Who who) {
        RequestSpecification request =
                RestAssured.given().urlEncodingEnabled(false).header("If-Match", "*");
        if (who != Who.NOBODY) {
            request.header("Authorization", Keys.bearer(keys.get(who)));
        }
        if (operation.method().equals("post")) {
            request.header("Idempotency-Key", unique("key"));
        }
        JsonNode body = body(operation, who);
        if (!body.isMissingNode()) {
            request.contentType("application/json").body(body.toString());
        }
        return request.request(operation.method().toUpperCase(), address(operation))
                .statusCode();
    }

    private String address(Operation operation) {
        String address = operation.path();
        String id =
                switch (operation.path().split("/")[2]) {
                    case "deals" ->
                        (operation.path().contains("{paymentId}")
                                                || operation.id().equals("recordPayment")
                                        ? won
                                        : deal)
                                .toString();
                    case "offerings" -> offering.toString();
                    case "salespeople" -> owner.toString();
                    case "submissions" -> operation.id().equals("releaseSubmission") ? suspect : submission;
                    case "prospects" ->
                        operation.method().equals("delete") ? Sales.prospect().toString() : prospect;
                    case "api-keys" -> anotherKey();
                    // One of those that come with the service.
                    case "templates" -> "01a20a00-0000-7000-8000-000000000001";
                    default -> "";
                };
        address = address.replace("{id}", id)
                .replace("{key}", operation.path().startsWith("/v1/forms") ? form : "standard");
        if (operation.id().equals("getLeftMessage")) {
            return address.replace("{token}", link).replace("{messageId}", leftMessage());
        }
        for (Map.Entry<String, String> value : below.entrySet()) {
            address = address.replace("{" + value.getKey() + "}", value.getValue());
        }
        return address;
    }

    /** The document's own example, about this world. */
    private JsonNode body(Operation operation, Who who) {
        JsonNode example = operation
                .description()
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("example");
        if (!example.isObject()) {
            return example;
        }
        ObjectNode body = example.deepCopy();
        replace(body, "prospectId", operation.id().equals("openDeal") ? Sales.prospect() : prospect);
        replace(body, "offeringId", offering);
        replace(body, "ownerId", owner);
        replace(body, "salespersonId", owner);
        replace(body, "submissionId", unique("web"));
        replace(body, "email", unique("somebody") + "@example.com");
        if (operation.id().equals("openDeal") && who == Who.OTHER) {
            body.put("ownerId", owner.toString());
        }
        if (operation.path().equals("/v1/forms/{key}/submissions")) {
            return Contract.JSON.valueToTree(Sales.submission());
        }
        if (operation.path().startsWith("/v1/forms")) {
            body.put("key", operation.method().equals("put") ? form : unique("form"));
            body.put("assignment", "none");
        }
        if (operation.id().equals("createApiKey")) {
            body.set("forms", Contract.JSON.valueToTree(List.of(form)));
        }
        return body;
    }

    private static void replace(ObjectNode body, String field, Object value) {
        if (body.has(field)) {
            body.put(field, value.toString());
        }
    }

    private JsonNode submit(Map<String, Object> content) {
        return Contract.JSON.valueToTree(post("/v1/forms/" + form + "/submissions", content)
                .statusCode(201)
                .extract()
                .as(Map.class));
    }

    private static String emailOf(String prospect) {
        return Api.get("/v1/prospects/" + prospect).extract().path("email");
    }

    private static String suggestionOf(String prospect) {
        return Api.get("/v1/prospects/" + prospect).extract().path("suggestions[0].id");
    }

    private String leftMessage() {
        return post("/v1/message-links/" + link + "/messages", Map.of("text", "Hello"))
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static String anotherKey() {
        return post("/v1/api-keys", Map.of("name", "Spare", "roles", List.of("auditor")))
                .statusCode(201)
                .extract()
                .path("id");
    }
}
