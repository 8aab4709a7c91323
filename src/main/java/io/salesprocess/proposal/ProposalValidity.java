package io.salesprocess.proposal;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Until when proposals can be accepted, for those who tell that they have expired. */
@Singleton
public class ProposalValidity {

    private final ProposalStore proposals;

    ProposalValidity(ProposalStore proposals) {
        this.proposals = proposals;
    }

    /** Until when each of these is valid; proposals that are valid for any time are left out. */
    public Map<UUID, Instant> until(Collection<UUID> ids) {
        Map<UUID, Instant> until = new HashMap<>();
        proposals.withEnd(ids).forEach(proposal -> until.put(proposal.id, proposal.validUntil));
        return until;
    }
}
