package io.salesprocess.event;

import io.salesprocess.access.DealScope;
import io.salesprocess.deal.DealConditions;
import io.salesprocess.platform.database.Condition;
import java.util.Set;
import java.util.UUID;

/**
 * Which events a reader wants, and may see.
 *
 * @param types as history names them; all if there are none
 * @param dealId null for all deals
 * @param scope the deals that the reader may see now
 */
public record EventFilter(Set<String> types, UUID dealId, DealScope scope) {

    public EventFilter {
        types = Set.copyOf(types);
    }

    /** Whether every event passes. */
    boolean isAll() {
        return types.isEmpty() && dealId == null && scope.isEverything();
    }

    /** As a condition on {@code deal_event e}. */
    Condition condition() {
        Condition ofTypes = types.isEmpty()
                ? Condition.ALWAYS
                : Condition.of("e.type = ANY (?)", (Object) types.toArray(String[]::new));
        return ofTypes.and(DealConditions.names(scope, "e.deal_id"));
    }
}
