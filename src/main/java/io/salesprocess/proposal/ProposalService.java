package io.salesprocess.proposal;

import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.DealRecords;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.LockedDeal;
import io.salesprocess.deal.MoneyMapper;
import io.salesprocess.deal.Recorded;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.deal.domain.Money;
import io.salesprocess.offering.Offerings;
import io.salesprocess.paper.PaperKind;
import io.salesprocess.paper.PaperStamp;
import io.salesprocess.paper.Papers;
import io.salesprocess.paper.Printed;
import io.salesprocess.paper.render.PaperLanguage;
import io.salesprocess.platform.api.ExpectedVersion;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
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
    private final Papers papers;
    private final Offerings offerings;
    private final Ids ids;
    private final Clock clock;

    ProposalService(
            Deals deals,
            DealRecords records,
            ProposalStore proposals,
            Papers papers,
            Offerings offerings,
            Ids ids,
            Clock clock) {
        this.papers = papers;
        this.offerings = offerings;
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

    /** A file of a proposal that the caller may see. */
    record File(byte[] bytes, String name, Deal deal) {}

    /** The pages of a proposal as they were made (rule 15); not found if it has none. */
    File file(Caller caller, UUID dealId, UUID id, boolean asPdf) {
        Recorded<ProposalEntity> found = get(caller, dealId, id);
        return new File(papers.bytes(found.row().paper, asPdf), "proposal-" + id, found.deal());
    }

    /**
     * Drafts a proposal; refused is a deal that is closed, or that has a great many proposals already.
     *
     * @param printed its pages, once they have been made
     */
    Recorded<ProposalEntity> draft(
            Caller caller, UUID dealId, ExpectedVersion version, ProposalRequest request, Printed printed) {
        LockedDeal locked = lock(caller, dealId, version);
        Instant at = clock.instant();
        Offer offer = Offer.of(request, offerings, at);
        ProposalEntity proposal = ProposalEntity.drafted(ids.next(), dealId, request, offer, at);
        Recorded<ProposalEntity> drafted = records.add(
                locked,
                proposals,
                proposal,
                new Fact.ProposalDrafted(proposal.id, MoneyMapper.toDomain(offer.gross())));
        proposal.paper = stamp(locked, proposal, papers.language(request.locale()), printed);
        proposals.flush();
        return drafted;
    }

    /**
     * Sends a proposal; refused is one that is not a draft or has expired, and a closed deal. Its pages are made again if what they say
     * has changed since it was drafted, and stand from then on.
     */
    Recorded<ProposalEntity> send(Caller caller, UUID dealId, UUID id, ExpectedVersion version, Printed printed) {
        LockedDeal locked = lock(caller, dealId, version);
        ProposalEntity draft = proposals.of(locked.deal(), id);
        // Refusals come before pages are made, and the event names the pages.
        records.mayRecord(locked, new Fact.ProposalSent(id, null));
        mustBeValid(draft);
        String known = draft.paper == null ? null : draft.paper.locale();
        PaperLanguage language = papers.language(known == null ? null : PaperLanguage.of(known));
        PaperStamp stamp = stamp(locked, draft, language, printed);
        return records.step(locked, proposals, id, proposal -> new Fact.ProposalSent(id, stamp.sha256()), proposal -> {
            proposal.paper = stamp;
            proposal.send(clock.instant());
        });
    }

    /**
     * Accepts a proposal, whichever side made it: its gross becomes the deal's value (rule 7). Refused is also one that has expired.
     */
    Recorded<ProposalEntity> accept(Caller caller, UUID dealId, UUID id, ExpectedVersion version) {
        return records.step(
                lock(caller, dealId, version),
                proposals,
                id,
                proposal -> new Fact.ProposalAccepted(id, MoneyMapper.toDomain(proposal.amount())),
                proposal -> {
                    mustBeValid(proposal);
                    proposal.accept(clock.instant());
                });
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
            Caller caller, UUID dealId, UUID id, ExpectedVersion version, ProposalRequest request, Printed printed) {
        UUID counterId = ids.next();
        Instant at = clock.instant();
        LockedDeal locked = lock(caller, dealId, version);
        Offer offer = Offer.of(request, offerings, at);
        Money amount = MoneyMapper.toDomain(offer.gross());
        ProposalEntity before = proposals.of(locked.deal(), id);
        records.mayRecord(locked, new Fact.ProposalCountered(id, counterId, amount, null));
        ProposalEntity counter = before.counter(counterId, request, offer, at);
        if (counter.madeBy() == Party.SALESPERSON) {
            counter.paper = stamp(locked, counter, papers.language(request.locale()), printed);
        }
        String sha256 = counter.paper == null ? null : counter.paper.sha256();
        Recorded<ProposalEntity> countered = records.step(
                locked,
                proposals,
                id,
                proposal -> new Fact.ProposalCountered(id, counterId, amount, sha256),
                proposal -> proposal.beCountered(at));
        proposals.persistAndFlush(counter);
        return new Recorded<>(counter, countered.deal());
    }

    private PaperStamp stamp(LockedDeal locked, ProposalEntity proposal, PaperLanguage language, Printed printed) {
        return papers.stamp(
                locked,
                PaperKind.PROPOSAL,
                language,
                proposal.paper,
                printed,
                style -> AcceptedProposals.facts(proposal, style));
    }

    private void mustBeValid(ProposalEntity proposal) {
        if (proposal.hasExpired(clock.instant())) {
            throw ProblemException.of(
                    ProblemType.CONFLICT, "The proposal was valid until " + proposal.validUntil + ". Make a new one.");
        }
    }

    private LockedDeal lock(Caller caller, UUID dealId, ExpectedVersion version) {
        return deals.lock(caller, Permission.WORK_ON_DEALS, dealId, version);
    }
}
