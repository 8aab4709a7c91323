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
    private static final String MATCHES = "SELECT 1 FROM prospect p WHERE p.id = ? AND ";

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

    boolean sees(UUID id) {
        return matches(id, shown());
    }

    /** Refuses to change a prospect whom the caller sees, but has no deal with. */
    void mayChange(UUID id) {
        if (!matches(id, condition(access.scope(Permission.EDIT_PROSPECTS)))) {
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
        if (condition == Condition.ALWAYS) {
            return true;
        }
        List<Object> parameters = new ArrayList<>(List.of(id));
        parameters.addAll(condition.parameters());
        return sql.first(MATCHES + condition.sql(), row -> true, parameters.toArray())
                .isPresent();
    }
}
