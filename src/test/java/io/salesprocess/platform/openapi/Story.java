package io.salesprocess.platform.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.salesprocess.deal.migration.Migrating;
import io.salesprocess.event.webhook.Delivering;
import io.salesprocess.platform.openapi.Walk.Exchange;
import io.salesprocess.testkit.Api;
import io.salesprocess.testkit.Receiver;
import jakarta.enterprise.inject.spi.CDI;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One sale from the first form to the last refund, by way of every operation there is. */
final class Story {

    private final Walk walk;
    private final String run;
    private final String form;

    private String offering;
    private String salesperson;
    private String prospect;
    private String deal;
    private String field;

    Story(Walk walk, String run) {
        this.walk = walk;
        this.run = run;
        this.form = "contact-" + run;
    }

    Map<String, Map<String, Exchange>> tell() {
        prepare();
        submissions();
        prospects();
        openDeal();
        preQualification();
        qualification();
        relationship();
        conversation();
        papers();
        proposals();
        documents();
        money();
        history();
        migrations();
        keys();
        webhooks();
        events();
        insights();
        suggestions();
        walk.call("exportProspect", null, prospect);
        walk.call("eraseProspect", null, prospect);
        return walk.exchanges();
    }

    /** The key of the form that everything is submitted to. */
    String formKey() {
        return form;
    }

    private void keys() {
        String key = walk.call(
                        "createApiKey", fields("name", "Web site", "roles", List.of("intake"), "forms", List.of(form)))
                .path("id")
                .asText();
        walk.call("getMe", null);
        walk.call("listApiKeys", null, "?limit=1");
        walk.call("getApiKey", null, key);
        String next = walk.call("rotateApiKey", fields("overlap", "PT1H"), key)
                .path("id")
                .asText();
        walk.call("revokeApiKey", null, next);
        walk.call("listAudit", null, "?limit=2&subjectId=" + key);
    }

    private void webhooks() {
        String webhook = id(walk.call(
                "createWebhook",
                fields(
                        "url",
                        "https://receiver.example/sales-events",
                        "types",
                        List.of("deal.advanced", "deal.won"),
                        "description",
                        "Order system")));
        walk.call("listWebhooks", null, "?limit=1");
        walk.call("getWebhook", null, webhook);
        walk.call("updateWebhook", fields("types", List.of("deal.won")), webhook);
        walk.call("rotateWebhookSecret", fields("overlap", "P1D"), webhook);
        walk.call("replayEvents", fields("after", "now"), webhook);
        try (Receiver receiver = Receiver.that(Receiver.status(200))) {
            String tested = Api.post("/v1/webhooks", fields("url", receiver.url()))
                    .extract()
                    .path("id");
            CDI.current().select(Delivering.class).get().tested(UUID.fromString(tested));
            walk.call("testWebhook", null, tested);
            String delivery = id(walk.call("listDeliveries", null, tested, "?limit=1")
                    .path("items")
                    .path(0));
            walk.call("redeliver", null, tested, delivery);
            walk.call("deleteWebhook", null, tested);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Api.caller().delete("/v1/webhooks/" + webhook);
    }

    private void prepare() {
        walk.call("listPipelines", null, "?limit=1");
        walk.call("getPipeline", null, "standard");
        walk.call("getPipelineVersion", null, "standard", 1);
        walk.call("drawPipeline", null, "standard");
        publishing();
        prepareCalendar();
        customFields();
        prepareOffering();
        prepareSalesperson();
        walk.call("createForm", formBody("round-robin"));
        walk.call("listOfferings", null, "?limit=1");
        walk.call("getOffering", null, offering);
        walk.call("updateOffering", fields("price", euros(990_000)), offering);
        walk.call("listSalespeople", null, "?limit=1");
        walk.call("getSalesperson", null, salesperson);
        walk.call(
                "updateSalesperson",
                fields(
                        "name",
                        "Grace Field-Stone",
                        "absences",
                        List.of(fields("from", "2031-12-22", "to", "2032-01-02"))),
                salesperson);
        walk.call("handOver", fields("to", salesperson), leaver());
        walk.call("listForms", null, "?limit=1");
        walk.call("getForm", null, form);
        walk.call("replaceForm", formBody(fields("salespersonId", salesperson)), form);
        walk.call("getFormVersion", null, form, 1);
    }

    private void prepareCalendar() {
        String calendar = "berlin-office-" + run;
        walk.call("createCalendar", calendarBody(calendar, List.of("2026-12-25")));
        walk.call("listCalendars", null, "?limit=1");
        walk.call("getCalendar", null, calendar);
        walk.call("replaceCalendar", calendarBody(calendar, List.of("2026-12-25", "2027-01-01")), calendar);
    }

    private static Map<String, Object> calendarBody(String key, List<String> holidays) {
        List<Map<String, Object>> whole =
                List.of(fields("from", "09:00", "to", "12:30"), fields("from", "13:30", "to", "17:30"));
        return fields(
                "key",
                key,
                "timeZone",
                "Europe/Berlin",
                "week",
                fields(
                        "monday",
                        whole,
                        "tuesday",
                        whole,
                        "wednesday",
                        whole,
                        "thursday",
                        whole,
                        "friday",
                        List.of(fields("from", "09:00", "to", "16:00"))),
                "holidays",
                holidays);
    }

    private void publishing() {
        walk.call("listCriteria", null);
        Map<String, Object> pipeline = fields(
                "key",
                "partner-sales-" + run,
                "title",
                "Partner sales",
                "stages",
                List.of(
                        fields(
                                "key",
                                "discovery",
                                "title",
                                "Discovery",
                                "description",
                                "We learn what the client needs.",
                                "targetDuration",
                                "P7D",
                                "exitCriteria",
                                List.of(
                                        fields("type", "survey-started", "parameters", fields("minimumAnswers", 3)),
                                        fields(
                                                "type",
                                                "activity-recorded",
                                                "parameters",
                                                fields("kind", "demo", "outcome", "positive")))),
                        fields(
                                "key",
                                "closing",
                                "title",
                                "Closing",
                                "targetDuration",
                                "PT40H",
                                "exitCriteria",
                                List.of(fields("type", "contract-signed")))));
        walk.call("publishPipeline", pipeline, "?dryRun=true");
        walk.call("publishPipeline", pipeline);
        walk.call("updatePipeline", fields("retired", true), "partner-sales-" + run);
    }

    private void customFields() {
        field = id(walk.call("createCustomField", region(List.of("north", "south"))));
        walk.call("listCustomFields", null, "?limit=1&subject=deal");
        walk.call("getCustomField", null, field);
        walk.call("updateCustomField", fields("options", List.of("north", "south", "east")), field);
        walk.call(
                "createCustomField",
                fields("subject", "prospect", "key", "industry-" + run, "label", "Industry", "type", "text"));
    }

    private Map<String, Object> region(List<String> options) {
        return fields(
                "subject",
                "deal",
                "key",
                "region-" + run,
                "label",
                "Sales region",
                "type",
                "choice",
                "options",
                options);
    }

    private void prepareOffering() {
        offering = id(walk.call(
                "createOffering",
                fields(
                        "name", "Call sheet suite",
                        "kind", "product",
                        "description", "Plans calls and keeps their outcome.",
                        "price", euros(950_000))));
    }

    private void prepareSalesperson() {
        salesperson = id(walk.call(
                "createSalesperson", fields("name", "Grace Field", "email", "grace-" + run + "@field.example")));
    }

    private String leaver() {
        return id(walk.call("createSalesperson", fields("name", "Lee Gate", "email", "lee-" + run + "@field.example")));
    }

    private Map<String, Object> formBody(Object assignment) {
        return fields(
                "key",
                form,
                "title",
                "Talk to us",
                "pipeline",
                "standard",
                "offeringId",
                offering,
                "assignment",
                assignment,
                "questions",
                List.of(
                        fields("key", "need", "label", "What do you need?", "type", "text", "required", true),
                        fields(
                                "key",
                                "interest",
                                "label",
                                "How much does it interest you?",
                                "type",
                                "choice",
                                "options",
                                List.of("some", "strong"))));
    }

    private void submissions() {
        JsonNode receipt =
                walk.call("submitForm", submission("web-8841-" + run, "ada-" + run + "@stone.example", false), form);
        walk.call("submitForm", submission("web-8841-" + run, "ada-" + run + "@stone.example", false), form);
        JsonNode suspect =
                walk.call("submitForm", submission("web-8843-" + run, "bob-" + run + "@stone.example", true), form);
        walk.call("releaseSubmission", null, id(suspect));
        JsonNode spam =
                walk.call("submitForm", submission("web-8844-" + run, "bot-" + run + "@stone.example", true), form);
        walk.call("discardSubmission", null, id(spam));
        walk.call("listSubmissions", null, "?limit=1&form=" + form);
        walk.call("getSubmission", null, id(receipt));
    }

    private Map<String, Object> submission(String id, String email, boolean honeypot) {
        return fields(
                "submissionId",
                id,
                "prospect",
                fields("name", "Ada Stone", "email", email, "company", "Stone GmbH"),
                "answers",
                fields("need", "Replace our call sheets", "interest", "strong"),
                "message",
                "Please call in the morning",
                "consent",
                fields("textVersion", "2026-01", "givenAt", "2026-11-20T08:59:00Z"),
                "source",
                "landing-page",
                "signals",
                fields("honeypot", honeypot, "botScore", 0.02));
    }

    private void prospects() {
        prospect = id(walk.call(
                "createProspect",
                fields("name", "Carl Hill", "email", "carl-" + run + "@hill.example", "company", "Hill KG")));
        walk.call("listProspects", null, "?limit=1&q=carl-" + run);
        walk.call("getProspect", null, prospect);
        walk.call(
                "updateProspect",
                fields("company", "Hill & Sons KG", "customFields", fields("industry-" + run, "machinery")),
                prospect);
    }

    private void openDeal() {
        deal = id(walk.call(
                "openDeal",
                fields(
                        "prospectId", prospect,
                        "offeringId", offering,
                        "pipeline", "standard",
                        "ownerId", salesperson,
                        "source", "trade-fair")));
        walk.call("updateDeal", fields("customFields", fields("region-" + run, "north")), deal);
        walk.call("listDeals", null, "?limit=1&status=open&prospectId=" + prospect + "&field.region-" + run + "=north");
    }

    private void preQualification() {
        walk.call("listTransitions", null, deal);
        walk.call("submitForm", submission("web-8850-" + run, "carl-" + run + "@hill.example", false), form);
        walk.call("updateSurvey", fields("answers", fields("need", "Replace our call sheets")), deal);
        walk.call("getSurvey", null, deal);
        walk.call(
                "updateAssessment",
                fields(
                        "interest", "strong",
                        "trustedAdvisor", true,
                        "fit", "fit",
                        "note", "Asked for a demo himself"),
                deal);
        walk.call("getAssessment", null, deal);
        walk.call("makeTransition", advance("pre-qualification"), deal, "?dryRun=true");
        advanceFrom("pre-qualification");
    }

    private void qualification() {
        walk.call(
                "updateQualification",
                fields(
                        "productBackground", "A call sheet kept on paper",
                        "productHistory", "In use since 2009",
                        "targetAudience", "Field sales in machine building",
                        "possibleIssues", List.of("No network at customers' sites")),
                deal);
        walk.call("getQualification", null, deal);
        walk.call("getDeal", null, deal);
        walk.call("drawDeal", null, deal);
        approvals();
        advanceFrom("qualification");
    }

    private void approvals() {
        JsonNode request = walk.call(
                "recordApproval",
                fields("decision", "requested", "note", "Fifteen per cent off for three years"),
                deal);
        walk.call("listApprovals", null, deal);
        walk.call("getApproval", null, deal, id(request));
    }

    private void relationship() {
        JsonNode greeting = walk.call("recordGreeting", fields("by", "receptionist", "channel", "phone"), deal);
        walk.call("listGreetings", null, deal);
        walk.call("getGreeting", null, deal, id(greeting));
        JsonNode question = walk.call("askQuestion", fields("text", "Does it work without a network?"), deal);
        walk.call("listQuestions", null, deal);
        walk.call("getQuestion", null, deal, id(question));
        walk.call("answerQuestion", fields("text", "Yes, it synchronises later."), deal, id(question));
        JsonNode activity = walk.call(
                "recordActivity",
                fields("kind", "demo", "outcome", "positive", "note", "Liked the map", "at", "2026-11-20T14:00:00Z"),
                deal);
        walk.call("listActivities", null, deal);
        walk.call("getActivity", null, deal, id(activity));
    }

    private void conversation() {
        JsonNode message = walk.call("takeMessage", fields("text", "Please call me back."), deal);
        walk.call("listMessages", null, deal);
        walk.call("getMessage", null, deal, id(message));
        walk.call("followUpMessage", fields("outcome", "Called back, all settled."), deal, id(message));
        walk.call("offerMessageLink", null, deal);
        walk.call("revokeMessageLinks", null, deal);
        String token = walk.call("offerMessageLink", null, deal).path("token").asText();
        JsonNode left = walk.call("leaveMessage", fields("text", "When could we begin?"), token);
        walk.call("getLeftMessage", null, token, id(left));
        walk.call("followUpMessage", fields("outcome", "In January."), deal, id(left));
        advanceFrom("relationship");
    }

    private void proposals() {
        JsonNode first = draftProposal();
        walk.call("listProposals", null, deal, "?limit=1");
        walk.call("getProposal", null, deal, id(first));
        walk.call("sendProposal", null, deal, id(first));
        JsonNode counter = walk.call(
                "counterProposal",
                fields("amount", euros(930_000), "terms", "One payment, on delivery"),
                deal,
                id(first));
        walk.call("acceptProposal", null, deal, id(counter));
        JsonNode second = draftProposal();
        walk.call("sendProposal", null, deal, id(second));
        walk.call("declineProposal", fields("reason", "Settled already"), deal, id(second));
    }

    private JsonNode draftProposal() {
        return walk.call(
                "draftProposal",
                fields(
                        "items",
                        List.of(fields(
                                "description",
                                "Call sheet suite, 12 months",
                                "quantity",
                                12,
                                "unitPrice",
                                euros(99_000),
                                "discount",
                                "0.1",
                                "taxRate",
                                "0.19")),
                        "terms",
                        "Two instalments, the first on delivery",
                        "locale",
                        "en"),
                deal);
    }

    private void papers() {
        walk.call(
                "replaceLetterhead",
                fields(
                        "name",
                        "Field & Sons Ltd",
                        "address",
                        List.of("12 Mill Lane", "Cambridge CB2 1RX"),
                        "contact",
                        List.of("+44 1223 496 0000", "hello@field.example"),
                        "footer",
                        List.of("Registered in England 01234567", "VAT GB 123 4567 89"),
                        "timeZone",
                        "Europe/London",
                        "locale",
                        "en"));
        walk.call("getLetterhead", null);
        Object template = fields(
                "kind", "welcome-letter",
                "pipeline", "proposal",
                "locale", "en",
                "text", "<h1>Welcome</h1>\n<p>Dear {prospect.name ?: 'customer'},</p>\n<!-- " + form + " -->");
        walk.call("previewTemplate", template);
        JsonNode published = walk.call("publishTemplate", template);
        walk.call("publishTemplate", template);
        walk.call("listTemplates", null, "?limit=1&kind=contract");
        walk.call("getTemplate", null, id(published));
    }

    private void documents() {
        JsonNode letter = walk.call("draftDocument", fields("kind", "welcome-letter"), deal);
        walk.call("sendDocument", null, deal, id(letter));
        JsonNode wrong = walk.call("draftDocument", fields("kind", "contract", "locale", "en"), deal);
        walk.call("voidDocument", fields("reason", "Names the wrong company"), deal, id(wrong));
        JsonNode contract = walk.call("draftDocument", fields("kind", "contract"), deal);
        walk.call("sendDocument", null, deal, id(contract));
        walk.call(
                "offerDocumentLink",
                fields("expiresAt", Instant.now().plus(Duration.ofDays(28)).toString()),
                deal,
                id(contract));
        walk.call("revokeDocumentLinks", null, deal, id(contract));
        walk.call("signDocument", fields("signedBy", "Carl Hill", "means", "electronic signature"), deal, id(contract));
        walk.call("listDocuments", null, deal, "?limit=1");
        walk.call("getDocument", null, deal, id(contract));
        advanceFrom("conversion");
    }

    private void money() {
        Map<String, Object> money =
                fields("amount", euros(940_000), "method", "bank-transfer", "reference", "INV-2026-0042");
        JsonNode payment = walk.call("recordPayment", money, deal);
        walk.call("recordPayment", money, deal);
        walk.call("listPayments", null, deal);
        walk.call("getPayment", null, deal, id(payment));
        Map<String, Object> back =
                fields("amount", euros(10_000), "reason", "Paid too much", "reference", "CN-2026-0007");
        JsonNode refund = walk.call("recordRefund", back, deal, id(payment));
        walk.call("recordRefund", back, deal, id(payment));
        walk.call("listRefunds", null, deal, id(payment));
        walk.call("getRefund", null, deal, id(payment), id(refund));
        JsonNode bounced = walk.call(
                "recordPayment",
                fields("amount", euros(5_000), "method", "direct-debit", "reference", "INV-2026-0043"),
                deal);
        Map<String, Object> reversal = fields("reason", "The direct debit bounced", "reference", "RET-2026-0003");
        walk.call("reversePayment", reversal, deal, id(bounced));
        walk.call("reversePayment", reversal, deal, id(bounced));
        walk.call("getReversal", null, deal, id(bounced));
        ledger();
    }

    private void ledger() {
        walk.call(
                "putPaymentPlan",
                fields(
                        "instalments",
                        List.of(
                                fields("dueOn", "2026-01-31", "amount", euros(465_000)),
                                fields("dueOn", "2099-12-31", "amount", euros(465_000)))),
                deal);
        walk.call("getPaymentPlan", null, deal);
        walk.call("getStatement", null, deal);
        walk.call("listLedger", null, "?dealId=" + deal);
        Map<String, Object> money = fields(
                "amount",
                euros(2_500),
                "method",
                "bank-transfer",
                "reference",
                "STMT-2026-11-26-17-" + run,
                "note",
                "Transfer from Hill & Co., no invoice number");
        JsonNode kept = walk.call("keepUnassignedPayment", money);
        walk.call("keepUnassignedPayment", money);
        walk.call("listUnassignedPayments", null, "?limit=1");
        walk.call("assignPayment", fields("dealId", deal), id(kept));
        walk.call("getUnassignedPayment", null, id(kept));
    }

    private void history() {
        walk.call("listHistory", null, deal, "?limit=2");
        walk.call("getEvent", null, deal, 1);
        walk.call("verifyHistory", null, deal);
    }

    /** Two deals of another pipeline, of which one can be moved to its second version. */
    private void migrations() {
        String pipeline = "outbound-" + run;
        Migrating migrating = CDI.current().select(Migrating.class).get();
        try {
            migrating.publish(pipeline, 1, "contact", "meeting", "demo", "offer");
            Object opening = fields("prospectId", prospect, "pipeline", pipeline);
            String movable = id(walk.call("openDeal", opening));
            String stuck = id(walk.call("openDeal", opening));
            walk.call(
                    "makeTransitions",
                    fields(
                            "transitions",
                            List.of(
                                    fields("dealId", movable, "type", "advance", "from", "contact"),
                                    fields("dealId", stuck, "type", "lose", "from", "contact"))));
            walk.call("makeTransition", advance("contact"), stuck);
            walk.call("makeTransition", advance("meeting"), stuck);
            migrating.publish(pipeline, 2, "contact", "conversation", "offer");
            Object wanted = fields("from", 1, "to", 2, "stageMapping", fields("meeting", "conversation"));
            walk.call("migrateDeals", wanted, pipeline, "?dryRun=true");
            String migration = id(walk.call("migrateDeals", wanted, pipeline));
            migrating.finish(pipeline);
            walk.call("listMigrations", null, pipeline, "?limit=1");
            walk.call("getMigration", null, pipeline, migration);
            walk.call("listMigratedDeals", null, pipeline, migration, "?limit=2");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void events() {
        walk.call("listEvents", null, "?limit=1&types=deal.advanced&dealId=" + deal);
        walk.call("streamEvents", null, "?after=now&seconds=1");
    }

    private void insights() {
        walk.call("getFunnel", null, "?pipeline=standard&owner=" + salesperson);
        walk.call("getStageDurations", null, "?pipeline=standard&owner=" + salesperson);
        walk.call("getSalespeople", null, "?pipeline=standard&orderBy=-winRateLow&ownerId=" + salesperson);
        walk.call("getActivities", null, "?pipeline=standard&limit=1&ownerId=" + salesperson);
        walk.call("getForecast", null, "?pipeline=standard&ownerId=" + salesperson);
        walk.call("getValueWon", null, "?pipeline=standard&ownerId=" + salesperson);
    }

    private void suggestions() {
        JsonNode waiting = walk.call("getProspect", null, prospect).path("suggestions");
        walk.call("acceptSuggestion", null, prospect, id(waiting.path(1)));
        walk.call("dismissSuggestion", null, prospect, id(waiting.path(0)));
        walk.call("updateProspect", fields("phone", "+4930901820"), prospect);
        String duplicate = id(walk.call("createProspect", fields("name", "C. Hill", "phone", "+4930901820")));
        walk.call("listDuplicates", null, prospect, "?limit=1");
        String merge = id(walk.call("mergeProspects", fields("duplicateId", duplicate), prospect));
        walk.call("listMerges", null, prospect, "?limit=1");
        walk.call("getMerge", null, prospect, merge);
        walk.call("undoMerge", null, prospect, merge);
    }

    private void advanceFrom(String stage) {
        walk.call("makeTransition", advance(stage), deal);
    }

    private static Map<String, Object> advance(String stage) {
        return fields("type", "advance", "from", stage);
    }

    private static Map<String, Object> euros(long amount) {
        return fields("amount", amount, "currency", "EUR");
    }

    /** In the order in which they are given, so that the examples stay as they are from run to run. */
    private static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    private static String id(JsonNode body) {
        return body.path("id").asText();
    }
}
