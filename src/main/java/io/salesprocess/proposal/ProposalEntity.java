package io.salesprocess.proposal;

import io.salesprocess.paper.PaperStamp;
import io.salesprocess.pipeline.domain.Papers.ProposalStatus;
import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.kernel.Amount;
import io.salesprocess.platform.kernel.TimeOrder;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Whether a step may be taken is for the deal to say; the row then follows. */
@Entity
@Table(name = "proposal")
class ProposalEntity {

    @Id
    UUID id;

    @Column(name = "deal_id")
    UUID dealId;

    @Column(name = "made_by")
    String madeBy;

    @Column(name = "counters_id")
    UUID countersId;

    String status;
    long amount;
    String currency;
    String terms;
    String reason;

    @Convert(converter = JsonColumn.Items.class)
    List<Item> items;

    Long net;

    @Convert(converter = JsonColumn.Taxes.class)
    List<Tax> taxes;

    @Column(name = "valid_until")
    Instant validUntil;

    @Embedded
    PaperStamp paper;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "sent_at")
    Instant sentAt;

    @Column(name = "decided_at")
    Instant decidedAt;

    static ProposalEntity drafted(UUID id, UUID dealId, ProposalRequest request, Offer offer, Instant at) {
        ProposalEntity entity = new ProposalEntity();
        entity.id = id;
        entity.dealId = dealId;
        entity.madeBy = HyphenatedEnums.nameOf(Party.SALESPERSON);
        entity.amount = offer.gross().amount();
        entity.currency = offer.gross().currency();
        entity.items = offer.items();
        entity.net = offer.net() == null ? null : offer.net().amount();
        entity.taxes = offer.taxes();
        entity.terms = request.terms();
        entity.validUntil = request.validUntil();
        entity.createdAt = at;
        entity.setStatus(ProposalStatus.DRAFTED);
        return entity;
    }

    /** What the other side wants instead: it is out as soon as it is known. */
    ProposalEntity counter(UUID counterId, ProposalRequest request, Offer offer, Instant at) {
        ProposalEntity counter = drafted(counterId, dealId, request, offer, at);
        counter.madeBy = HyphenatedEnums.nameOf(madeBy().other());
        counter.countersId = id;
        counter.send(at);
        return counter;
    }

    Party madeBy() {
        return HyphenatedEnums.valueOf(Party.class, madeBy);
    }

    ProposalStatus status() {
        return HyphenatedEnums.valueOf(ProposalStatus.class, status);
    }

    Amount amount() {
        return new Amount(amount, currency);
    }

    /** Whether it can no longer be accepted. */
    boolean hasExpired(Instant at) {
        return validUntil != null && !at.isBefore(validUntil);
    }

    void send(Instant at) {
        setStatus(ProposalStatus.SENT);
        sentAt = TimeOrder.notBefore(createdAt, at);
    }

    void accept(Instant at) {
        decide(ProposalStatus.ACCEPTED, at);
    }

    void decline(String why, Instant at) {
        decide(ProposalStatus.DECLINED, at);
        reason = why;
    }

    void beCountered(Instant at) {
        decide(ProposalStatus.COUNTERED, at);
    }

    private void decide(ProposalStatus outcome, Instant at) {
        setStatus(outcome);
        decidedAt = TimeOrder.notBefore(sentAt, at);
    }

    private void setStatus(ProposalStatus changed) {
        status = HyphenatedEnums.nameOf(changed);
    }
}
