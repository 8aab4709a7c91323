package io.salesprocess.access;

import static io.salesprocess.access.Permission.APPROVE_DEALS;
import static io.salesprocess.access.Permission.ASSIGN_OWNERS;
import static io.salesprocess.access.Permission.ASSIGN_PAYMENTS;
import static io.salesprocess.access.Permission.EDIT_API_KEYS;
import static io.salesprocess.access.Permission.EDIT_CALENDARS;
import static io.salesprocess.access.Permission.EDIT_CUSTOM_FIELDS;
import static io.salesprocess.access.Permission.EDIT_FORMS;
import static io.salesprocess.access.Permission.EDIT_OFFERINGS;
import static io.salesprocess.access.Permission.EDIT_PROSPECTS;
import static io.salesprocess.access.Permission.EDIT_SALESPEOPLE;
import static io.salesprocess.access.Permission.EDIT_TEMPLATES;
import static io.salesprocess.access.Permission.EDIT_WEBHOOKS;
import static io.salesprocess.access.Permission.ERASE_PROSPECTS;
import static io.salesprocess.access.Permission.EXPORT_PROSPECTS;
import static io.salesprocess.access.Permission.MERGE_PROSPECTS;
import static io.salesprocess.access.Permission.MIGRATE_DEALS;
import static io.salesprocess.access.Permission.OPEN_DEALS;
import static io.salesprocess.access.Permission.PUBLISH_PIPELINES;
import static io.salesprocess.access.Permission.READ_API_KEYS;
import static io.salesprocess.access.Permission.READ_APPROVALS;
import static io.salesprocess.access.Permission.READ_AUDIT;
import static io.salesprocess.access.Permission.READ_CATALOG;
import static io.salesprocess.access.Permission.READ_DEALS;
import static io.salesprocess.access.Permission.READ_FORM;
import static io.salesprocess.access.Permission.READ_INSIGHTS;
import static io.salesprocess.access.Permission.READ_MIGRATIONS;
import static io.salesprocess.access.Permission.READ_PROSPECTS;
import static io.salesprocess.access.Permission.READ_SUBMISSIONS;
import static io.salesprocess.access.Permission.READ_UNASSIGNED_PAYMENTS;
import static io.salesprocess.access.Permission.READ_WEBHOOKS;
import static io.salesprocess.access.Permission.RELEASE_SUBMISSIONS;
import static io.salesprocess.access.Permission.SHARE_INSIGHTS;
import static io.salesprocess.access.Permission.SUBMIT_FORMS;
import static io.salesprocess.access.Permission.TAKE_PART_IN_APPROVALS;
import static io.salesprocess.access.Permission.WELCOME_CLIENTS;
import static io.salesprocess.access.Permission.WORK_ON_DEALS;
import static io.salesprocess.access.Reach.ADMINS_ASKED;
import static io.salesprocess.access.Reach.EVERY_DEAL;
import static io.salesprocess.access.Reach.OWN;
import static io.salesprocess.access.Reach.OWN_OR_UNASSIGNED;
import static io.salesprocess.access.Reach.RECEPTION;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a caller is trusted with. A caller can have several roles, and may what any of them may. */
public enum Role {
    /** A web-form backend: reads and submits the forms that its key is allowed, and nothing else. */
    INTAKE(on(EVERY_DEAL, SUBMIT_FORMS, READ_FORM)),

    /** Welcomes clients: sees open deals in stages with reception, greets, and takes questions and messages. */
    RECEPTIONIST(
            on(RECEPTION, READ_DEALS, READ_APPROVALS, READ_PROSPECTS, WELCOME_CLIENTS),
            on(EVERY_DEAL, READ_CATALOG, READ_FORM)),

    /** Owns deals: may everything on them, and take unassigned deals. */
    SALESPERSON(
            on(OWN, OPEN_DEALS, WORK_ON_DEALS, TAKE_PART_IN_APPROVALS, WELCOME_CLIENTS, EDIT_PROSPECTS),
            on(OWN_OR_UNASSIGNED, READ_DEALS, READ_APPROVALS, READ_PROSPECTS, READ_SUBMISSIONS),
            on(EVERY_DEAL, READ_CATALOG, READ_FORM)),

    /** Runs sales: may everything on every deal, and keeps offerings, forms and salespeople. */
    MANAGER(on(
            EVERY_DEAL,
            SUBMIT_FORMS,
            READ_SUBMISSIONS,
            RELEASE_SUBMISSIONS,
            READ_CATALOG,
            READ_FORM,
            EDIT_OFFERINGS,
            EDIT_FORMS,
            EDIT_SALESPEOPLE,
            READ_PROSPECTS,
            EDIT_PROSPECTS,
            MERGE_PROSPECTS,
            EXPORT_PROSPECTS,
            ERASE_PROSPECTS,
            READ_DEALS,
            OPEN_DEALS,
            WORK_ON_DEALS,
            READ_UNASSIGNED_PAYMENTS,
            ASSIGN_PAYMENTS,
            WELCOME_CLIENTS,
            READ_APPROVALS,
            TAKE_PART_IN_APPROVALS,
            APPROVE_DEALS,
            ASSIGN_OWNERS,
            READ_INSIGHTS,
            SHARE_INSIGHTS)),

    /**
     * Runs the service: pipelines, calendars, custom fields, templates, keys and settings; by itself no deals and no prospects, but approvals
     * where asked.
     */
    ADMIN(
            on(
                    EVERY_DEAL,
                    READ_CATALOG,
                    READ_FORM,
                    EDIT_SALESPEOPLE,
                    PUBLISH_PIPELINES,
                    EDIT_CALENDARS,
                    MIGRATE_DEALS,
                    READ_MIGRATIONS,
                    EDIT_CUSTOM_FIELDS,
                    EDIT_TEMPLATES,
                    READ_API_KEYS,
                    EDIT_API_KEYS,
                    READ_WEBHOOKS,
                    EDIT_WEBHOOKS,
                    READ_AUDIT),
            on(ADMINS_ASKED, READ_APPROVALS, TAKE_PART_IN_APPROVALS, APPROVE_DEALS)),

    /** Reads everything, and changes nothing. */
    AUDITOR(on(
            EVERY_DEAL,
            READ_SUBMISSIONS,
            READ_CATALOG,
            READ_FORM,
            READ_PROSPECTS,
            EXPORT_PROSPECTS,
            READ_DEALS,
            READ_APPROVALS,
            READ_UNASSIGNED_PAYMENTS,
            READ_INSIGHTS,
            READ_MIGRATIONS,
            READ_API_KEYS,
            READ_WEBHOOKS,
            READ_AUDIT));

    private final Map<Permission, Reach> rights = new EnumMap<>(Permission.class);

    Role(Grant... grants) {
        for (Grant grant : grants) {
            grant.permissions().forEach(permission -> rights.put(permission, grant.reach()));
        }
    }

    /** Permissions that reach equally far. */
    private record Grant(Reach reach, List<Permission> permissions) {}

    private static Grant on(Reach reach, Permission... permissions) {
        return new Grant(reach, List.of(permissions));
    }

    /** Whether people with the role can approve deals. */
    public boolean approves() {
        return rights.containsKey(APPROVE_DEALS);
    }

    /** How far the role's right reaches; null if the role does not have it. */
    Reach reach(Permission permission) {
        return rights.get(permission);
    }
}
