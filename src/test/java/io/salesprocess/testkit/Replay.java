package io.salesprocess.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells {@link PlainModel} a history, event by event: whatever has happened to a deal, and however many callers were at it at
 * once, must be something to which the rules say yes at that point.
 */
final class Replay {

    private final List<String> violations = new ArrayList<>();
    private PlainModel model;

    List<String> violations() {
        return violations;
    }

    /** Status, stage, attempt, owner, offering, value, the money that came in, went back and was taken back, and the prospect. */
    String outcome() {
        return String.join(
                " ",
                model.status(),
                model.stage(),
                "" + model.attempt(),
                model.owner(),
                model.offering(),
                model.value(),
                "" + model.collected(),
                "" + model.refunded(),
                "" + model.reversed(),
                model.prospect());
    }

    void take(PastEvent event) {
        if (model == null) {
            String pipeline = event.pipeline().split(" ")[0];
            model = new PlainModel(
                            pipeline, event.text("offeringId"), event.text("ownerId"), event.money("value"), event.at())
                    .of(event.text("prospectId"));
            return;
        }
        String said =
                switch (event.type()) {
                    case "stage.overdue" -> remind(event, "dueAt");
                    case "question.unanswered" -> remind(event, "questionId");
                    case "message.unanswered" -> remind(event, "messageId");
                    case "proposal.expired" -> remind(event, "proposalId");
                    case "payment.overdue" -> remind(event, "instalment");
                    case "approval.waiting" -> remind(event, "requestedAt");
                    default -> event.type().startsWith("deal.") ? ofDeal(event) : model.fact(words(event));
                };
        if (!said.equals("yes")) {
            violations.add("event " + event.sequence() + ", " + event.type() + ", is against the rules: " + said);
        }
    }

    private String remind(PastEvent event, String about) {
        String[] words = {event.type(), event.text(about), event.text("dueAt")};
        return model.remind(List.<String[]>of(words), event.at());
    }

    private String ofDeal(PastEvent event) {
        return switch (event.type()) {
            case "deal.advanced", "deal.won" -> model.transition("advance", event.from(), null, event.at());
            case "deal.fell-short" -> model.transition("fall-short", event.stage(), "some", event.at());
            case "deal.lost" -> model.transition("lose", event.from(), "some", event.at());
            case "deal.reopened" -> model.transition("reopen", event.to(), "some", event.at());
            case "deal.owner-assigned" -> model.fact("owner", event.text("ownerId"));
            case "deal.value-changed" -> model.fact("value", event.money("value"));
            case "deal.offering-selected" -> model.fact("offering", event.text("offeringId"));
            case "deal.custom-fields-changed" -> model.fact(all("fields", event.texts("present")));
            default -> "unknown";
        };
    }

    private static String[] words(PastEvent event) {
        return switch (event.type()) {
            case "submission.received" -> words(event, "submission", "submissionId", "answers");
            case "survey.recorded" -> words(event, "survey", "answers");
            case "assessment.recorded" ->
                all(
                        "assessment",
                        String.valueOf(event.text("interest")),
                        event.text("trustedAdvisor"),
                        event.text("fit"));
            case "qualification.recorded" -> all("topics", event.texts("known"));
            case "greeting.given" -> words(event, "greeting", "greetingId");
            case "question.asked" -> words(event, "question", "questionId");
            case "question.answered" -> words(event, "answer", "questionId");
            case "message-link.offered" -> words(event, "link", "linkId");
            case "message-link.revoked" -> all("unlink");
            case "message.left" -> words(event, "message", "messageId");
            case "message.followed-up" -> words(event, "follow-up", "messageId");
            case "activity.recorded" -> words(event, "activity", "activityId", "kind", "outcome");
            case "approval.requested" -> approval(event, "ask");
            case "approval.granted" -> approval(event, "grant");
            case "approval.refused" -> approval(event, "refuse");
            case "document.drafted" -> words(event, "draft", "documentId", "kind");
            case "document.sent" -> words(event, "send", "documentId", "kind");
            case "document.signed" -> words(event, "sign", "documentId", "kind");
            case "document.voided" -> words(event, "void", "documentId", "kind");
            case "document-link.offered" -> words(event, "show", "documentId", "kind");
            case "document-link.revoked" -> words(event, "hide", "documentId");
            case "proposal.drafted" -> all("propose", event.text("proposalId"), event.money("amount"));
            case "proposal.sent" -> words(event, "send-proposal", "proposalId");
            case "proposal.accepted" -> all("accept", event.text("proposalId"), event.money("amount"));
            case "proposal.declined" -> words(event, "decline", "proposalId");
            case "proposal.countered" ->
                all("counter", event.text("proposalId"), event.text("counterProposalId"), event.money("amount"));
            case "prospect.erased" -> all("erase");
            case "prospect.merged" -> words(event, "person", "duplicateId", "prospectId");
            case "prospect.unmerged" -> words(event, "person", "prospectId", "duplicateId");
            case "payment.received" -> all("pay", event.text("paymentId"), event.money("amount"));
            case "payment.refunded" ->
                all("refund", event.text("refundId"), event.text("paymentId"), event.money("amount"));
            case "payment.reversed" ->
                all("reverse", event.text("reversalId"), event.text("paymentId"), event.money("amount"));
            case "payment-plan.changed" -> all("plan", event.money("total"));
            default -> throw new IllegalArgumentException("There is no event " + event.type() + ".");
        };
    }

    private static String[] approval(PastEvent event, String first) {
        JsonNode by = event.data().path("by");
        List<String> roles = new ArrayList<>();
        by.path("roles").forEach(role -> roles.add(role.asText()));
        return all(
                first,
                event.text("approvalId"),
                by.path("identity").asText(),
                by.hasNonNull("salespersonId") ? by.path("salespersonId").asText() : null,
                String.join(",", roles),
                event.text("requestedAt"));
    }

    private static String[] words(PastEvent event, String first, String... fields) {
        return all(first, Stream.of(fields).map(event::text).toArray(String[]::new));
    }

    private static String[] all(String first, String... others) {
        return Stream.concat(Stream.of(first), Stream.of(others)).toArray(String[]::new);
    }
}
