package io.salesprocess.deal;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.salesprocess.deal.domain.Refusal;
import io.salesprocess.pipeline.domain.Action;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An exit criterion that does not hold, and what to do about it. */
@Schema(
        name = "UnmetCriterion",
        description = "An exit criterion that does not hold, and the call that would satisfy it.")
record UnmetResponse(
        @Schema(examples = "target-audience-recorded") String criterion,

        @Schema(
                description = "The stage that the criterion belongs to; perhaps an earlier one.",
                examples = "qualification")
        String stage,

        @Schema(examples = "The target audience has not been recorded.")
        String detail,

        Remedy satisfyWith) {

    /** The call that would satisfy a criterion. */
    @Schema(name = "Remedy", description = "The call that would satisfy the criterion.")
    record Remedy(
            @Schema(examples = "PATCH") String method,

            @Schema(
                    description = "The address; names in braces are for the caller to fill in.",
                    examples = "/v1/deals/01936f7e-9d3a-7c41-8a55-3f2b6c1d9e70/qualification")
            String href,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(description = "The field that matters, if one does.", examples = "targetAudience")
            String field) {}

    static List<UnmetResponse> of(List<Refusal.Unmet> unmet, UUID dealId) {
        return unmet.stream()
                .map(one -> new UnmetResponse(
                        one.criterion().type(), one.stage(), one.detail(), remedy(one.action(), dealId)))
                .toList();
    }

    /** The call by which an action of the domain is taken over HTTP. */
    static Remedy remedy(Action action, UUID dealId) {
        String id = String.valueOf(action.subject());
        return switch (action.kind()) {
            case SUBMIT_FORM -> new Remedy("POST", "/v1/forms/{key}/submissions", action.field());
            case CHANGE_DEAL -> new Remedy("PATCH", "/v1/deals/" + dealId, action.field());
            case RECORD_SURVEY -> patch(dealId, "survey", action);
            case RECORD_ASSESSMENT -> patch(dealId, "assessment", action);
            case RECORD_QUALIFICATION -> patch(dealId, "qualification", action);
            case GIVE_GREETING -> post(dealId, "greetings", action);
            case ANSWER_QUESTION -> post(dealId, "questions/" + id + "/answer", action);
            case OFFER_MESSAGE_LINK -> post(dealId, "message-link", action);
            case FOLLOW_UP_MESSAGE -> post(dealId, "messages/" + id + "/follow-up", action);
            case RECORD_ACTIVITY -> post(dealId, "activities", action);
            case DRAFT_PROPOSAL -> post(dealId, "proposals", action);
            case SEND_PROPOSAL -> post(dealId, "proposals/" + id + "/send", action);
            case ACCEPT_PROPOSAL -> post(dealId, "proposals/" + id + "/accept", action);
            case DRAFT_DOCUMENT -> post(dealId, "documents", action);
            case SEND_DOCUMENT -> post(dealId, "documents/" + id + "/send", action);
            case SIGN_DOCUMENT -> post(dealId, "documents/" + id + "/sign", action);
            case REQUEST_APPROVAL, GRANT_APPROVAL -> post(dealId, "approvals", action);
        };
    }

    private static Remedy patch(UUID dealId, String path, Action action) {
        return new Remedy("PATCH", "/v1/deals/" + dealId + "/" + path, action.field());
    }

    private static Remedy post(UUID dealId, String path, Action action) {
        return new Remedy("POST", "/v1/deals/" + dealId + "/" + path, action.field());
    }
}
