package io.salesprocess.payment;

import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.platform.api.UseCase;
import java.util.List;

/** The entries of all deals that the caller may see. */
@UseCase
class LedgerService {

    private final EntryStore entries;
    private final TotalStore totals;

    LedgerService(EntryStore entries, TotalStore totals) {
        this.entries = entries;
        this.totals = totals;
    }

    /** Entries that match the filter, newest first. */
    List<Entry> list(Caller caller, LedgerFilter filter, int limit) {
        return entries.list(filter, shownTo(caller), limit);
    }

    /** What all entries that match the filter add up to, whatever the page. */
    TotalStore.Totals totals(Caller caller, LedgerFilter filter) {
        return totals.totals(filter, shownTo(caller));
    }

    private static ShownDeals shownTo(Caller caller) {
        return ShownDeals.in(caller.require(Permission.READ_DEALS));
    }
}
