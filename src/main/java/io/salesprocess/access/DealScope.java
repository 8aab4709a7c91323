package io.salesprocess.access;

import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The deals on which a caller may use a permission: those within one of the reaches.
 *
 * @param salespersonId the salesperson that the caller is or acts for, or null
 */
public record DealScope(Set<Reach> reaches, UUID salespersonId) {

    public DealScope {
        reaches = Set.copyOf(reaches);
    }

    /** Whether a deal that stands like this is one of them. */
    public boolean includes(Reach.Standing deal) {
        return reaches.stream().anyMatch(reach -> reach.includes(deal, salespersonId));
    }

    /** Those of them that can be closed: receptionists work on open deals. */
    public DealScope ofClosedDeals() {
        return new DealScope(
                reaches.stream().filter(reach -> reach != Reach.RECEPTION).collect(Collectors.toSet()), salespersonId);
    }

    /** Whether every deal is one of them. */
    public boolean isEverything() {
        return reaches.contains(Reach.EVERY_DEAL);
    }
}
