package io.salesprocess.prospect;

import io.salesprocess.access.DealScope;
import io.salesprocess.platform.database.Condition;

/** Which prospects have which deals, as conditions of statements. The package of deals, which builds on this one, implements it. */
public interface ProspectDeals {

    /**
     * Holds for prospects with a deal of the scope.
     *
     * @param prospectId the column with the prospect's id
     */
    Condition with(DealScope scope, String prospectId);

    /** Holds for prospects without any deal. */
    Condition without(String prospectId);

    /**
     * Holds for merged prospects from whom a deal of the scope came.
     *
     * @param prospectId the column with the prospect's id
     */
    Condition cameFrom(DealScope scope, String prospectId);

    /** Holds for prospects from whom no deal came. */
    Condition noneCameFrom(String prospectId);
}
