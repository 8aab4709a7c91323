package io.salesprocess.audit;

import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.platform.api.PageRequest;
import io.salesprocess.platform.api.UseCase;
import java.util.List;

/** Reads the audit. */
@UseCase
class AuditService {

    private final AuditStore store;

    AuditService(AuditStore store) {
        this.store = store;
    }

    /** One entry more than the page has, which tells whether there is a next page. */
    List<AuditResponse> list(Caller caller, AuditQuery query, PageRequest page) {
        caller.require(Permission.READ_AUDIT);
        int limit = page.limit() + 1;
        return query.order == AuditQuery.Order.ASC
                ? store.after(page.afterId(), query.shown(), limit)
                : store.before(page.beforeId(), query.shown(), limit);
    }
}
