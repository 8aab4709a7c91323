package io.salesprocess.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.salesprocess.pipeline.domain.Action;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The call that would satisfy a criterion: how an action of the domain is taken over HTTP. Refusals and the catalogue of criteria
 * use this one mapping.
 */
@Schema(name = "Remedy", description = "The call that would satisfy the criterion.")
public record Remedy(
        @Schema(examples = "PATCH") String method,

        @Schema(
                description = "The address; names in braces are for the caller to fill in.",
                examples = "/v1/deals/01936f7e-9d3a-7c41-8a55-3f2b6c1d9e70/qualification")
        String href,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "The field that matters, if one does.", examples = "targetAudience")
        String field) {

    /** The call for a certain deal. */
    public static Remedy of(Action action, UUID dealId) {
        return of(action, dealId.toString(), String.valueOf(action.subject()));
    }

    /** The call for whatever deal, with names in braces for the deal and what the action is done to. */
    static Remedy forAnyDeal(Action action) {
        return of(action, "{id}", "{" + subject(action.kind()) + "}");
    }

    private static Remedy of(Action action, String deal, String subject) {
        return switch (action.kind()) {
            case SUBMIT_FORM -> new Remedy("POST", "/v1/forms/{key}/submissions", action.field());
            case CHANGE_DEAL -> new Remedy("PATCH", "/v1/deals/" + deal, action.field());
            case RECORD_SURVEY -> patch(deal, "survey", action);
            case RECORD_ASSESSMENT -> patch(deal, "assessment", action);
            case RECORD_QUALIFICATION -> patch(deal, "qualification", action);
            case GIVE_GREETING -> post(deal, "greetings", action);
            case ANSWER_QUESTION -> post(deal, "questions/" + subject + "/answer", action);
            case OFFER_MESSAGE_LINK -> post(deal, "message-link", action);
            case FOLLOW_UP_MESSAGE -> post(deal, "messages/" + subject + "/follow-up", action);
            case RECORD_ACTIVITY -> post(deal, "activities", action);
            case DRAFT_PROPOSAL -> post(deal, "proposals", action);
            case SEND_PROPOSAL -> post(deal, "proposals/" + subject + "/send", action);
            case ACCEPT_PROPOSAL -> post(deal, "proposals/" + subject + "/accept", action);
            case DRAFT_DOCUMENT -> post(deal, "documents", action);
            case SEND_DOCUMENT -> post(deal, "documents/" + subject + "/send", action);
            case SIGN_DOCUMENT -> post(deal, "documents/" + subject + "/sign", action);
            case REQUEST_APPROVAL, GRANT_APPROVAL -> post(deal, "approvals", action);
        };
    }

    /** The name in the address of what the action is done to; not used where it is done to the deal. */
    private static String subject(Action.Kind kind) {
        return switch (kind) {
            case ANSWER_QUESTION -> "questionId";
            case FOLLOW_UP_MESSAGE -> "messageId";
            case SEND_PROPOSAL, ACCEPT_PROPOSAL -> "proposalId";
            case SEND_DOCUMENT, SIGN_DOCUMENT -> "documentId";
            default -> "id";
        };
    }

    private static Remedy patch(String deal, String path, Action action) {
        return new Remedy("PATCH", "/v1/deals/" + deal + "/" + path, action.field());
    }

    private static Remedy post(String deal, String path, Action action) {
        return new Remedy("POST", "/v1/deals/" + deal + "/" + path, action.field());
    }
}
