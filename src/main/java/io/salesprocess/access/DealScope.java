package io.salesprocess.access;

import io.salesprocess.platform.sql.Condition;
import java.util.Set;
import java.util.UUID;

/** The deals on which a caller may use a right. */
public final class DealScope {

    private final Set<Reach> reaches;
    private final UUID salespersonId;

    DealScope(Set<Reach> reaches, UUID salespersonId) {
        this.reaches = reaches;
        this.salespersonId = salespersonId;
    }

    /** Whether a deal that stands like this is one of them. */
    public boolean includes(UUID ownerId, boolean isOpen, boolean isReception) {
        return reaches.stream().anyMatch(reach -> reach.includes(ownerId, isOpen, isReception, salespersonId));
    }

    /** Whether every deal is one of them. */
    public boolean isEverything() {
        return reaches.contains(Reach.EVERY_DEAL);
    }

    /** Picks them from the table of deals, under the name that the query gives it. */
    public Condition condition(String deal) {
        return reaches.stream()
                .map(reach -> reach.condition(deal, salespersonId))
                .reduce(Condition.NEVER, Condition::or);
    }
}
