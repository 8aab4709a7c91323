package io.salesprocess.event;

import io.salesprocess.access.DealScope;
import io.salesprocess.access.Reach;
import io.salesprocess.deal.DealConditions;
import io.salesprocess.deal.history.StoredEvent;
import io.salesprocess.platform.database.Condition;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * Which events a reader wants, and may see.
 *
 * @param types as history names them; all if there are none
 * @param dealId null for all deals
 * @param scope the deals that the reader may see now
 * @param notBefore only events that happened at this time or later; null for all
 */
public record EventFilter(Set<String> types, UUID dealId, DealScope scope, Instant notBefore) {

    private static final DealScope EVERY_DEAL = new DealScope(Set.of(Reach.EVERY_DEAL), null);

    /** Every event of every deal. */
    static final EventFilter ALL = ofEveryDeal(Set.of(), null);

    public EventFilter {
        types = Set.copyOf(types);
    }

    EventFilter(Set<String> types, UUID dealId, DealScope scope) {
        this(types, dealId, scope, null);
    }

    /** Events of all deals, for readers that are a part of the service. */
    public static EventFilter ofEveryDeal(Set<String> types, Instant notBefore) {
        return new EventFilter(types, null, EVERY_DEAL, notBefore);
    }

    /** Whether every event passes. */
    boolean isAll() {
        return types.isEmpty() && dealId == null && scope.isEverything() && notBefore == null;
    }

    /** Whether it is of a type and a deal that the reader wants. */
    boolean wants(StoredEvent event) {
        return (types.isEmpty() || types.contains(event.type()))
                && (dealId == null || dealId.equals(event.dealId()))
                && (notBefore == null || !event.at().isBefore(notBefore));
    }

    /** The same for what the reader may see by now. */
    EventFilter within(DealScope present) {
        return new EventFilter(types, dealId, present, notBefore);
    }

    /** As a condition on {@code deal_event e}. */
    Condition condition() {
        Condition ofTypes = types.isEmpty()
                ? Condition.ALWAYS
                : Condition.of("e.type = ANY (?)", (Object) types.toArray(String[]::new));
        return ofTypes.andIf("e.at >= ?", notBefore).and(DealConditions.names(scope, "e.deal_id"));
    }
}
