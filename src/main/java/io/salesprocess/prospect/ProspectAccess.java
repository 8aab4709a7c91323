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
 * deal, so that one can be opened for them.
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

    /** Picks those whom the caller may see from the table of prospects, under the name {@code p}. */
    Condition shown(Caller caller) {
        return within(caller, Permission.READ_PROSPECTS);
    }

    /**
     * Whether the prospect is one that the caller may see, if there is such a prospect. Of callers who do not see all, the
     * database is asked the same whether there is none, or one whom they may not see.
     */
    boolean maySee(Caller caller, UUID id) {
        Condition shown = shown(caller);
        return shown == Condition.ALWAYS || matches(id, shown);
    }

    /** Refuses a prospect whom the caller may not see as if there were none. */
    void mustSee(Caller caller, UUID id) {
        if (!matches(id, shown(caller))) {
            throw ProblemException.notFound();
        }
    }

    /** Refuses to change a prospect whom the caller sees, but has no deal with. */
    void mayChange(Caller caller, UUID id) {
        caller.require(Permission.EDIT_PROSPECTS);
        Condition changeable = within(caller, Permission.EDIT_PROSPECTS);
        if (changeable != Condition.ALWAYS && !matches(id, changeable)) {
            throw ProblemException.of(ProblemType.FORBIDDEN, "None of the prospect's deals belongs to the caller.");
        }
    }

    private Condition within(Caller caller, Permission permission) {
        DealScope scope = caller.scope(permission);
        if (scope.isEverything()) {
            return Condition.ALWAYS;
        }
        Condition ofDeal = deals.with(scope, "p.id");
        return caller.may(Permission.EDIT_PROSPECTS) ? ofDeal.or(deals.without("p.id")) : ofDeal;
    }

    private boolean matches(UUID id, Condition condition) {
        List<Object> parameters = new ArrayList<>(List.of(id));
        parameters.addAll(condition.parameters());
        return sql.first(MATCHES + condition.sql(), row -> true, parameters.toArray())
                .isPresent();
    }
}
