package io.salesprocess.proposal;

import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.DealRecords;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.LockedDeal;
import io.salesprocess.deal.MoneyMapper;
import io.salesprocess.deal.Recorded;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.platform.api.ExpectedVersion;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.platform.kernel.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Negotiation: proposals are drafted, sent, accepted, declined and countered. Whether a step may be taken is for the deal to say. */
@UseCase
class ProposalService {

    private final Deals deals;
    private final DealRecords records;
    private final ProposalStore proposals;
    private final Ids ids;
    private final Clock clock;

    ProposalService(Deals deals, DealRecords records, ProposalStore proposals, Ids ids, Clock clock) {
        this.deals = deals;
        this.records = records;
        this.proposals = proposals;
        this.ids = ids;
        this.clock = clock;
    }

    /** Proposals of a deal that the caller may see, oldest first. */
    List<ProposalEntity> list(Caller caller, UUID dealId, UUID after, int limit) {
        return records.list(caller, proposals, dealId, after, limit);
    }

    /** How many of them there are. */
    long count(Caller caller, UUID dealId) {
        return records.count(caller, proposals, dealId);
    }

    /** One proposal of a deal that the caller may see. */
    Recorded<ProposalEntity> get(Caller caller, UUID dealId, UUID id) {
        return records.get(caller, proposals, dealId, id);
    }

    /** Drafts a proposal; refused is a deal that is closed, or that has a great many proposals already. */
    Recorded<ProposalEntity> draft(Caller caller, UUID dealId, ExpectedVersion version, ProposalRequest request) {
        LockedDeal locked = lock(caller, dealId, version);
        ProposalEntity proposal = ProposalEntity.drafted(ids.next(), dealId, request, clock.instant());
        Fact drafted = new Fact.ProposalDrafted(proposal.id, MoneyMapper.toDomain(request.amount()));
        return records.add(locked, proposals, proposal, drafted);
    }

    /** Sends a proposal; refused is one that is not a draft, and a closed deal. */
    Recorded<ProposalEntity> send(Caller caller, UUID dealId, UUID id, ExpectedVersion version) {
        return records.step(
                lock(caller, dealId, version),
                proposals,
                id,
                proposal -> new Fact.ProposalSent(id),
                proposal -> proposal.send(clock.instant()));
    }

    /** Accepts a proposal, whichever side made it: its amount becomes the deal's value (rule 7). */
    Recorded<ProposalEntity> accept(Caller caller, UUID dealId, UUID id, ExpectedVersion version) {
        return records.step(
                lock(caller, dealId, version),
                proposals,
                id,
                proposal -> new Fact.ProposalAccepted(id, MoneyMapper.toDomain(proposal.amount())),
                proposal -> proposal.accept(clock.instant()));
    }

    /**
     * Declines a proposal; refused are one that is not out, and a closed deal.
     *
     * @param reason why, or null
     */
    Recorded<ProposalEntity> decline(Caller caller, UUID dealId, UUID id, ExpectedVersion version, String reason) {
        return records.step(
                lock(caller, dealId, version),
                proposals,
                id,
                proposal -> new Fact.ProposalDeclined(id),
                proposal -> proposal.decline(reason, clock.instant()));
    }

    /** Answers a proposal with one of the other side, which is out at once; refused like declining. */
    Recorded<ProposalEntity> counter(
            Caller caller, UUID dealId, UUID id, ExpectedVersion version, ProposalRequest request) {
        UUID counterId = ids.next();
        Instant at = clock.instant();
        Recorded<ProposalEntity> countered = records.step(
                lock(caller, dealId, version),
                proposals,
                id,
                proposal -> new Fact.ProposalCountered(id, counterId, MoneyMapper.toDomain(request.amount())),
                proposal -> proposal.beCountered(at));
        ProposalEntity counter = countered.row().counter(counterId, request, at);
        proposals.persistAndFlush(counter);
        return new Recorded<>(counter, countered.deal());
    }

    private LockedDeal lock(Caller caller, UUID dealId, ExpectedVersion version) {
        return deals.lock(caller, Permission.WORK_ON_DEALS, dealId, version);
    }
}
