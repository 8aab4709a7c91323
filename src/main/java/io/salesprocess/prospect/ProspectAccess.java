package io.salesprocess.prospect;

import io.salesprocess.access.Access;
import io.salesprocess.access.DealScope;
import io.salesprocess.access.Permission;
import io.salesprocess.platform.problem.ProblemException;
import io.salesprocess.platform.problem.ProblemType;
import io.salesprocess.platform.sql.Condition;
import io.salesprocess.platform.sql.Sql;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Which prospects exist for the caller: those whose deals they see. Whoever may add prospects sees also those who have no
 * deal yet, since nobody could open one otherwise.
 */
@Singleton
class ProspectAccess {

    private static final String WITH_DEAL = "EXISTS (SELECT FROM deal d WHERE d.prospect_id = p.id AND %s)";
    private static final String WITHOUT_DEAL = "NOT EXISTS (SELECT FROM deal d WHERE d.prospect_id = p.id)";
    private static final String MATCHES = "SELECT 1 FROM prospect p WHERE p.id = ? AND p.erased_at IS NULL AND ";

    private final Access access;
    private final Sql sql;

    ProspectAccess(Access access, Sql sql) {
        this.access = access;
        this.sql = sql;
    }

    /** Picks from the table of prospects, under the name {@code p}. */
    Condition shown() {
        return condition(access.scope(Permission.READ_PROSPECTS));
    }

    /**
     * Whether the prospect is one that the caller may see, if there is such a prospect. Of callers who do not see all, the database is
     * asked the same whether there is none, or one whom they may not see.
     */
    boolean maySee(UUID id) {
        Condition shown = shown();
        return shown == Condition.ALWAYS || matches(id, shown);
    }

    /** Refuses a prospect whom the caller may not see as if there were none. */
    void mustSee(UUID id) {
        if (!matches(id, shown())) {
            throw ProblemException.notFound();
        }
    }

    /** Refuses to change a prospect whom the caller sees, but has no deal with. */
    void mayChange(UUID id) {
        Condition changeable = condition(access.scope(Permission.EDIT_PROSPECTS));
        if (changeable != Condition.ALWAYS && !matches(id, changeable)) {
            throw ProblemException.of(ProblemType.FORBIDDEN, "None of the prospect's deals belongs to the caller.");
        }
    }

    private Condition condition(DealScope scope) {
        if (scope.isEverything()) {
            return Condition.ALWAYS;
        }
        Condition ofDeal = scope.condition("d");
        Condition ofProspect = new Condition(String.format(WITH_DEAL, ofDeal.sql()), ofDeal.parameters());
        return access.may(Permission.EDIT_PROSPECTS) ? ofProspect.or(Condition.of(WITHOUT_DEAL)) : ofProspect;
    }

    private boolean matches(UUID id, Condition condition) {
        List<Object> parameters = new ArrayList<>(List.of(id));
        parameters.addAll(condition.parameters());
        return sql.first(MATCHES + condition.sql(), row -> true, parameters.toArray())
                .isPresent();
    }
}
