package io.salesprocess.access;

import io.salesprocess.platform.api.HyphenatedEnums;

/** What an operation needs. Each operation names one, and roles are made of them. */
public enum Permission {
    /** Submit forms, those that the key is allowed. */
    SUBMIT_FORMS,
    /** Read a form: what is needed to show it, of the forms that may be submitted; all of every form with read-catalog. */
    READ_FORM,
    /** Read what was submitted. */
    READ_SUBMISSIONS,
    /** Take in what was set aside as suspected spam. */
    RELEASE_SUBMISSIONS,
    /** Read shared data: pipelines, calendars, custom fields, offerings, forms and salespeople. */
    READ_CATALOG,
    /** Add and change offerings. */
    EDIT_OFFERINGS,
    /** Add and change forms. */
    EDIT_FORMS,
    /** Add and change salespeople. */
    EDIT_SALESPEOPLE,
    /** Publish pipelines and new versions of them. */
    PUBLISH_PIPELINES,
    /** Add and change calendars. */
    EDIT_CALENDARS,
    /** Move running deals to another version of their pipeline, without seeing more of them than their ids. */
    MIGRATE_DEALS,
    /** Read what became of such moves. */
    READ_MIGRATIONS,
    /** Define and change custom fields. */
    EDIT_CUSTOM_FIELDS,
    /** Publish templates of documents, and replace the letterhead. */
    EDIT_TEMPLATES,
    /** Read prospects. */
    READ_PROSPECTS,
    /** Add and change prospects. */
    EDIT_PROSPECTS,
    /** Merge prospects who are one person, and undo that. */
    MERGE_PROSPECTS,
    /** Hand out all that is kept of a prospect. */
    EXPORT_PROSPECTS,
    /** Erase a prospect for good. */
    ERASE_PROSPECTS,
    /** Read deals and everything that is recorded on them. */
    READ_DEALS,
    /** Open deals by hand. */
    OPEN_DEALS,
    /** Move deals and record evidence, papers and payments on them. */
    WORK_ON_DEALS,
    /** Read money that fits no deal. */
    READ_UNASSIGNED_PAYMENTS,
    /** Record money that fits no deal, and assign it to deals. */
    ASSIGN_PAYMENTS,
    /** Greet clients, and take down their questions and messages. */
    WELCOME_CLIENTS,
    /** See which approvals of deals were requested, granted and refused. */
    READ_APPROVALS,
    /** Take part in approvals: request them with work-on-deals, decide about them with approve-deals. */
    TAKE_PART_IN_APPROVALS,
    /** Grant and refuse the approval of deals; neither the deal's owner nor the requester can. */
    APPROVE_DEALS,
    /** Assign deals to any salesperson; without it, a salesperson can take unassigned deals. */
    ASSIGN_OWNERS,
    /** Read what is measured. */
    READ_INSIGHTS,
    /** Make links to pages of what is measured, and revoke them. */
    SHARE_INSIGHTS,
    /** See which API keys there are. */
    READ_API_KEYS,
    /** Make, rotate and revoke API keys. */
    EDIT_API_KEYS,
    /** See webhooks and what came of their deliveries. */
    READ_WEBHOOKS,
    /** Create, change, test and delete webhooks, and have events delivered again. */
    EDIT_WEBHOOKS,
    /** Read what administrators did. */
    READ_AUDIT;

    /** The name in documents, such as {@code work-on-deals}. */
    public String slug() {
        return HyphenatedEnums.nameOf(this);
    }
}
