package io.salesprocess.deal;

import io.salesprocess.access.DealScope;
import io.salesprocess.access.Reach;
import io.salesprocess.access.Role;
import io.salesprocess.pipeline.Pipelines;
import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.database.Condition;
import io.salesprocess.prospect.ProspectDeals;
import jakarta.inject.Singleton;
import java.util.Arrays;

/** The deals of a scope as conditions of statements. {@link DealScope#includes} says the same in Java; a test compares them. */
@Singleton
public class DealConditions implements ProspectDeals {

    /** Holds for the deals of the scope, in a statement that names the table of deals like this. */
    static Condition within(DealScope scope, String deal) {
        return Arrays.stream(Reach.values())
                .filter(scope.reaches()::contains)
                .map(reach -> within(reach, scope, deal))
                .reduce(Condition.NEVER, Condition::or);
    }

    /** Holds where a column names a deal of the scope. */
    public static Condition names(DealScope scope, String column) {
        return scope.isEverything() ? Condition.ALWAYS : exists("d.id = " + column, scope);
    }

    /**
     * The same for tables with many rows for each deal: the deals are found first, so that the work is bounded by what the caller
     * sees, whatever else is stored.
     */
    public static Condition namesOneOf(DealScope scope, String column) {
        Condition within = within(scope, "d");
        return scope.isEverything()
                ? Condition.ALWAYS
                : new Condition(
                        column + " = ANY (ARRAY(SELECT d.id FROM deal d WHERE " + within.sql() + "))",
                        within.parameters());
    }

    @Override
    public Condition with(DealScope scope, String prospectId) {
        return exists("d.prospect_id = " + prospectId, scope);
    }

    @Override
    public Condition without(String prospectId) {
        return Condition.of("NOT EXISTS (SELECT FROM deal d WHERE d.prospect_id = " + prospectId + ")");
    }

    @Override
    public Condition cameFrom(DealScope scope, String prospectId) {
        Condition within = within(scope, "d");
        return new Condition(
                "EXISTS (SELECT FROM merged_deal v JOIN deal d ON d.id = v.deal_id WHERE v.prospect_id = " + prospectId
                        + " AND " + within.sql() + ")",
                within.parameters());
    }

    @Override
    public Condition noneCameFrom(String prospectId) {
        return Condition.of("NOT EXISTS (SELECT FROM merged_deal v WHERE v.prospect_id = " + prospectId + ")");
    }

    private static Condition exists(String which, DealScope scope) {
        Condition within = within(scope, "d");
        return new Condition(
                "EXISTS (SELECT FROM deal d WHERE " + which + " AND " + within.sql() + ")", within.parameters());
    }

    private static Condition within(Reach reach, DealScope scope, String deal) {
        Condition own = scope.salespersonId() == null
                ? Condition.NEVER
                : Condition.of(deal + ".owner_id = ?", scope.salespersonId());
        return switch (reach) {
            case EVERY_DEAL -> Condition.ALWAYS;
            case OWN -> own;
            case OWN_OR_UNASSIGNED -> own.or(Condition.of(deal + ".owner_id IS NULL"));
            case RECEPTION ->
                Condition.of("(" + deal + ".status = 'open' AND "
                        + Pipelines.isReception(deal + ".pipeline_key", deal + ".pipeline_version", deal + ".stage")
                        + ")");
            case ADMINS_ASKED ->
                Condition.of("(" + deal + ".status = 'open' AND "
                        + Pipelines.asksForApprovalBy(
                                HyphenatedEnums.nameOf(Role.ADMIN), deal + ".pipeline_key", deal + ".pipeline_version")
                        + ")");
        };
    }
}
