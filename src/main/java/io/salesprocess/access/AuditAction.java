package io.salesprocess.access;

import io.salesprocess.platform.api.HyphenatedEnums;

/** The administrative actions that are recorded. Their names are stored and sent. */
public enum AuditAction {
    API_KEY_CREATED(Subject.API_KEY),
    API_KEY_ROTATED(Subject.API_KEY),
    API_KEY_REVOKED(Subject.API_KEY),
    OFFERING_CREATED(Subject.OFFERING),
    OFFERING_CHANGED(Subject.OFFERING),
    FORM_CREATED(Subject.FORM),
    FORM_REPLACED(Subject.FORM),
    PIPELINE_PUBLISHED(Subject.PIPELINE),
    PIPELINE_RETIRED(Subject.PIPELINE),
    PIPELINE_REINSTATED(Subject.PIPELINE),
    CALENDAR_CREATED(Subject.CALENDAR),
    CALENDAR_REPLACED(Subject.CALENDAR),
    CUSTOM_FIELD_CREATED(Subject.CUSTOM_FIELD),
    CUSTOM_FIELD_CHANGED(Subject.CUSTOM_FIELD),
    SALESPERSON_CREATED(Subject.SALESPERSON),
    SALESPERSON_CHANGED(Subject.SALESPERSON),
    MIGRATION_STARTED(Subject.MIGRATION),
    TEMPLATE_PUBLISHED(Subject.TEMPLATE),
    LETTERHEAD_REPLACED(Subject.LETTERHEAD),
    WEBHOOK_CREATED(Subject.WEBHOOK),
    WEBHOOK_CHANGED(Subject.WEBHOOK),
    WEBHOOK_ENABLED(Subject.WEBHOOK),
    WEBHOOK_DISABLED(Subject.WEBHOOK),
    WEBHOOK_DELETED(Subject.WEBHOOK),
    WEBHOOK_SECRET_ROTATED(Subject.WEBHOOK),
    WEBHOOK_TESTED(Subject.WEBHOOK),
    WEBHOOK_REPLAYED(Subject.WEBHOOK),
    WEBHOOK_REDELIVERED(Subject.WEBHOOK),
    INSIGHT_LINK_CREATED(Subject.INSIGHT_LINK),
    INSIGHT_LINK_REVOKED(Subject.INSIGHT_LINK),
    PROSPECT_EXPORTED(Subject.PROSPECT),
    PROSPECT_MERGED(Subject.PROSPECT),
    PROSPECT_UNMERGED(Subject.PROSPECT),
    PROSPECT_ERASED(Subject.PROSPECT);

    private final Subject subject;

    AuditAction(Subject subject) {
        this.subject = subject;
    }

    /** What the action is done to. */
    public Subject subject() {
        return subject;
    }

    /** The name that is stored, such as {@code api-key-created}. */
    public String slug() {
        return HyphenatedEnums.nameOf(this);
    }

    /** The kinds of things that administrative actions are done to. */
    public enum Subject {
        API_KEY,
        OFFERING,
        FORM,
        PIPELINE,
        CALENDAR,
        CUSTOM_FIELD,
        SALESPERSON,
        MIGRATION,
        TEMPLATE,
        LETTERHEAD,
        WEBHOOK,
        INSIGHT_LINK,
        PROSPECT
    }
}
