package io.salesprocess.pipeline.domain;

import java.util.Objects;
import java.util.UUID;

/**
 * What would satisfy an unmet criterion. Each door maps it to its own call.
 *
 * @param subject the question, message, document or proposal that it is done to; null if to the deal itself
 * @param field the part that matters, or null if the action as such is what is needed
 */
public record Action(Kind kind, UUID subject, String field) {

    /** What can be done. */
    public enum Kind {
        SUBMIT_FORM,
        CHANGE_DEAL,
        RECORD_SURVEY,
        RECORD_ASSESSMENT,
        RECORD_QUALIFICATION,
        GIVE_GREETING,
        ANSWER_QUESTION,
        OFFER_MESSAGE_LINK,
        FOLLOW_UP_MESSAGE,
        RECORD_ACTIVITY,
        DRAFT_PROPOSAL,
        SEND_PROPOSAL,
        ACCEPT_PROPOSAL,
        DRAFT_DOCUMENT,
        SEND_DOCUMENT,
        SIGN_DOCUMENT,
        REQUEST_APPROVAL,
        GRANT_APPROVAL
    }

    public Action {
        Objects.requireNonNull(kind, "kind");
    }

    static Action of(Kind kind, String field) {
        return new Action(kind, null, field);
    }
}
