package io.salesprocess.payment;

import io.salesprocess.access.DealScope;
import io.salesprocess.deal.DealConditions;
import io.salesprocess.platform.database.Condition;

/**
 * Deals of which a caller may see the entries. Only won deals have entries (rule 7), so who sees open deals only sees none.
 *
 * @param scope of closed deals
 */
record ShownDeals(DealScope scope) {

    static ShownDeals in(DealScope scope) {
        return new ShownDeals(scope.ofClosedDeals());
    }

    boolean isEverything() {
        return scope.isEverything();
    }

    /** Holds where a column names one of them. */
    Condition named(String column) {
        return DealConditions.namesOneOf(scope, column);
    }
}
