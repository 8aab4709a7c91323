package io.salesprocess.prospect;

import io.salesprocess.access.Caller;
import io.salesprocess.access.DealScope;
import io.salesprocess.access.Permission;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.database.Condition;
import io.salesprocess.platform.database.Sql;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Which prospects a caller may see: those whose deals they see. Callers who may add prospects also see those without a
 * deal, so that one can be opened for them. Of a prospect who was merged into another one, they see what they saw before: those
 * from whom a deal came that they see.
 */
@Singleton
class ProspectAccess {

    private static final String MATCHES = "SELECT 1 FROM prospect p WHERE p.id = ? AND p.erased_at IS NULL AND ";

    private final ProspectDeals deals;
    private final Sql sql;

    ProspectAccess(ProspectDeals deals, Sql sql) {
        this.deals = deals;
        this.sql = sql;
    }

    /**
     * Picks those whom the caller may see from the table of prospects, under the name {@code p}; not those who were merged into
     * others.
     */
    Condition shown(Caller caller) {
        return Condition.of("p.merged_into IS NULL").and(within(caller, Permission.READ_PROSPECTS, "p.id"));
    }

    /**
     * Picks what the caller may know of those whom they may see: everything that is known of them, but of what came by a merge only
     * what the caller could see before.
     *
     * @param row the name of a prospect in the statement, who was merged or not
     */
    Condition known(Caller caller, String row) {
        DealScope scope = caller.scope(Permission.READ_PROSPECTS);
        return scope.isEverything()
                ? Condition.ALWAYS
                : Condition.of(row + ".merged_into IS NULL")
                        .or(deals.cameFrom(scope, row + ".id"))
                        .or(withoutDeals(caller, row + ".id"));
    }

    /**
     * Whether the prospect is one that the caller may see, if there is such a prospect. Of callers who do not see all, the
     * database is asked the same whether there is none, or one whom they may not see.
     */
    boolean maySee(Caller caller, UUID id) {
        return caller.scope(Permission.READ_PROSPECTS).isEverything() || matches(id, seen(caller));
    }

    /** Refuses a prospect whom the caller may not see as if there were none. */
    void mustSee(Caller caller, UUID id) {
        if (!matches(id, seen(caller))) {
            throw ProblemException.notFound();
        }
    }

    /** Refuses to change a prospect whom the caller sees, but has no deal with. */
    void mayChange(Caller caller, UUID id) {
        caller.require(Permission.EDIT_PROSPECTS);
        Condition changeable = within(caller, Permission.EDIT_PROSPECTS, "p.id");
        if (changeable != Condition.ALWAYS && !matches(id, changeable)) {
            throw ProblemException.of(ProblemType.FORBIDDEN, "None of the prospect's deals belongs to the caller.");
        }
    }

    /** The same as {@link #shown}, with those who were merged into others; they are shown by their addresses only. */
    private Condition seen(Caller caller) {
        DealScope scope = caller.scope(Permission.READ_PROSPECTS);
        if (scope.isEverything()) {
            return Condition.ALWAYS;
        }
        Condition ofWhoStays =
                withoutDeals(caller, "p.id").and(within(caller, Permission.READ_PROSPECTS, "p.merged_into"));
        Condition merged = Condition.of("p.merged_into IS NOT NULL")
                .and(deals.cameFrom(scope, "p.id").or(ofWhoStays));
        return shown(caller).or(merged);
    }

    /** Of prospects without a deal, those saw who may add prospects. */
    private Condition withoutDeals(Caller caller, String prospectId) {
        return caller.may(Permission.EDIT_PROSPECTS) ? deals.noneCameFrom(prospectId) : Condition.NEVER;
    }

    private Condition within(Caller caller, Permission permission, String prospectId) {
        DealScope scope = caller.scope(permission);
        if (scope.isEverything()) {
            return Condition.ALWAYS;
        }
        Condition ofDeal = deals.with(scope, prospectId);
        return caller.may(Permission.EDIT_PROSPECTS) ? ofDeal.or(deals.without(prospectId)) : ofDeal;
    }

    private boolean matches(UUID id, Condition condition) {
        List<Object> parameters = new ArrayList<>(List.of(id));
        parameters.addAll(condition.parameters());
        return sql.first(MATCHES + condition.sql(), row -> true, parameters.toArray())
                .isPresent();
    }
}
