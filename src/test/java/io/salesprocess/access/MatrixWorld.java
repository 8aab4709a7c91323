package io.salesprocess.access;

import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static io.salesprocess.testkit.Sales.created;
import static io.salesprocess.testkit.Sales.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.salesprocess.deal.migration.Migrating;
import io.salesprocess.event.webhook.Delivering;
import io.salesprocess.platform.openapi.Contract;
import io.salesprocess.platform.openapi.Contract.Operation;
import io.salesprocess.testkit.Api;
import io.salesprocess.testkit.Fields;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.PipelineBodies;
import io.salesprocess.testkit.Sales;
import jakarta.enterprise.inject.spi.CDI;
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
    private final String calendar = Sales.calendar();
    private final UUID field = Fields.own("deal", "choice", "north", "south").id();
    private final Map<Who, String> keys = Map.of(
            Who.INTAKE, Keys.of("intake"),
            Who.RECEPTIONIST, Keys.of("receptionist"),
            Who.OWNER, Keys.of("salesperson", owner),
            Who.OTHER, Keys.of("salesperson", other),
            Who.MANAGER, Keys.of("manager"),
            Who.ADMIN, Keys.of("admin"),
            Who.AUDITOR, Keys.of("auditor"));

    private final String pipeline = unique("pipeline");
    private final String submission;
    private final String prospect;
    private final String suspect;

    /** Open, and in the relationship stage. */
    private final UUID deal;

    /** Won, since only such deals have payments. */
    private final UUID won;

    /** A pipeline with two versions, whose stages are those of the document's example; and a migration from its second. */
    private final String migrated = unique("pipeline");

    private final String migration;
    private final UUID reversed;
    private final Map<String, String> below;
    private final String link;
    private final String webhook = anotherWebhook();

    MatrixWorld() {
        post("/v1/pipelines", PipelineBodies.pipeline(pipeline, PipelineBodies.stage("one")))
                .statusCode(201);
        // What the examples give values to.
        Fields.shared("deal", "region", "text");
        Fields.shared("prospect", "industry", "text");
        JsonNode receipt = submit(Sales.submission());
        submission = receipt.path("id").asText();
        prospect = receipt.path("prospectId").asText();
        deal = UUID.fromString(receipt.path("dealId").asText());
        Map<String, Object> renamed = new java.util.HashMap<>(Sales.submission());
        renamed.put("prospect", Map.of("name", "A. Stone", "email", emailOf(prospect)));
        submit(renamed);
        suspect = suspect();
        Sales.through(deal, "pre-qualification", "qualification");
        won = UUID.fromString(submit(Sales.submission()).path("dealId").asText());
        Sales.through(won, "pre-qualification", "qualification", "relationship", "conversion");
        UUID payment = created(
                path(won, "/payments"), Map.of("amount", Map.of("amount", 1000, "currency", "EUR"), "reference", "a"));
        UUID refund = created(
                path(won, "/payments/" + payment + "/refunds"),
                Map.of("amount", Map.of("amount", 1, "currency", "EUR"), "reason", "x", "reference", "b"));
        migration = migration();
        reversed = payment();
        post(path(won, "/payments/" + reversed + "/reversal"), Map.of("reference", "c"))
                .statusCode(201);
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
                        "approvalId",
                        created(path(deal, "/approvals"), Map.of("decision", "requested"))
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
                Map.entry(
                        "deliveryId",
                        CDI.current()
                                .select(Delivering.class)
                                .get()
                                .tested(UUID.fromString(webhook))
                                .toString()),
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
        if (address.contains("{mergeId}")) {
            return address.replace("{id}", prospect).replace("{mergeId}", anotherMerge());
        }
        String id =
                switch (operation.path().split("/")[2]) {
                    case "deals" -> (isAboutWon(operation) ? won : deal).toString();
                    case "custom-fields" -> field.toString();
                    case "offerings" -> offering.toString();
                    case "salespeople" -> (operation.id().equals("handOver") ? Sales.salesperson() : owner).toString();
                    case "submissions" ->
                        switch (operation.id()) {
                            case "releaseSubmission" -> suspect;
                            case "discardSubmission" -> suspect();
                            default -> submission;
                        };
                    case "prospects" ->
                        operation.method().equals("delete") ? Sales.prospect().toString() : prospect;
                    case "api-keys" -> anotherKey();
                    case "pipelines" -> migration;
                    case "insights" -> operation.path().contains("{id}") ? anotherInsightLink() : "";
                    case "webhooks" -> operation.method().equals("delete") ? anotherWebhook() : webhook;
                    // One of those that come with the service.
                    case "templates" -> "01a20a00-0000-7000-8000-000000000001";
                    default -> "";
                };
        address = address.replace("{id}", id).replace("{key}", key(operation));
        if (operation.id().equals("streamEvents")) {
            return address + "?after=now&seconds=1";
        }
        if (operation.id().equals("reversePayment")) {
            return address.replace("{paymentId}", payment().toString());
        }
        if (operation.id().equals("getReversal")) {
            return address.replace("{paymentId}", reversed.toString());
        }
        if (address.contains("{unassignedId}")) {
            return address.replace("{unassignedId}", unassigned().toString());
        }
        if (operation.id().equals("getLeftMessage")) {
            return address.replace("{token}", link).replace("{messageId}", leftMessage());
        }
        for (Map.Entry<String, String> value : below.entrySet()) {
            address = address.replace("{" + value.getKey() + "}", value.getValue());
        }
        return address;
    }

    /** The other deal keeps the link by which messages are left. */
    private static boolean isAboutWon(Operation operation) {
        return operation.path().contains("{paymentId}")
                || List.of("recordPayment", "revokeMessageLinks").contains(operation.id());
    }

    private String key(Operation operation) {
        return switch (operation.path().split("/")[2]) {
            case "forms" -> form;
            case "calendars" -> calendar;
            case "pipelines" -> {
                String standing = operation.path().contains("/migrations") ? migrated : "standard";
                yield operation.method().equals("patch") ? pipeline : standing;
            }
            default -> "standard";
        };
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
        replace(body, "duplicateId", Sales.prospect());
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
        if (operation.id().equals("publishPipeline")) {
            body.put("key", unique("pipeline"));
        }
        if (operation.path().startsWith("/v1/calendars")) {
            body.put("key", operation.method().equals("put") ? calendar : unique("calendar"));
        }
        if (operation.id().equals("handOver")) {
            body.put("to", other.toString());
        }
        if (operation.id().equals("createCustomField")) {
            body.put("key", unique("field"));
        }
        if (operation.id().equals("putPaymentPlan")) {
            body.putArray("instalments");
        }
        if (operation.id().equals("reversePayment") || operation.id().equals("keepUnassignedPayment")) {
            body.put("reference", unique("reference"));
        }
        if (operation.id().equals("assignPayment")) {
            body.put("dealId", won.toString());
        }
        if (operation.id().equals("offerDocumentLink")) {
            body.putNull("expiresAt");
        }
        if (operation.id().equals("createInsightLink")) {
            body.putNull("expiresAt");
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

    private String suspect() {
        Map<String, Object> spam = new java.util.HashMap<>(Sales.submission());
        spam.put("signals", Map.of("honeypot", true));
        return submit(spam).path("id").asText();
    }

    private String leftMessage() {
        return post("/v1/message-links/" + link + "/messages", Map.of("text", "Hello"))
                .statusCode(201)
                .extract()
                .path("id");
    }

    private String migration() {
        Migrating migrating = CDI.current().select(Migrating.class).get();
        migrating.publish(migrated, 1, "contact", "meeting", "offer");
        migrating.publish(migrated, 2, "contact", "conversation", "offer");
        return post("/v1/pipelines/" + migrated + "/migrations", Map.of("from", 2, "to", 1))
                .statusCode(202)
                .extract()
                .path("id");
    }

    private String anotherMerge() {
        return created("/v1/prospects/" + prospect + "/merges", Map.of("duplicateId", Sales.prospect()))
                .toString();
    }

    private UUID payment() {
        return created(
                path(won, "/payments"),
                Map.of("amount", Map.of("amount", 1000, "currency", "EUR"), "reference", unique("payment")));
    }

    private static UUID unassigned() {
        return created(
                "/v1/unassigned-payments",
                Map.of("amount", Map.of("amount", 1000, "currency", "EUR"), "reference", unique("unassigned")));
    }

    /** Nobody knows its host, so that nothing is sent. */
    private static String anotherWebhook() {
        return created("/v1/webhooks", Map.of("url", "https://receiver.example/hooks"))
                .toString();
    }

    private static String anotherInsightLink() {
        return created("/v1/insights/links", Map.of()).toString();
    }

    private static String anotherKey() {
        return post("/v1/api-keys", Map.of("name", "Spare", "roles", List.of("auditor")))
                .statusCode(201)
                .extract()
                .path("id");
    }
}
