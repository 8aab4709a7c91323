package io.salesprocess.evidence;

import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.access.Role;
import io.salesprocess.deal.DealRecords;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.LockedDeal;
import io.salesprocess.deal.Recorded;
import io.salesprocess.deal.domain.Actor;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.deal.domain.Money;
import io.salesprocess.pipeline.domain.Approvals.Participant;
import io.salesprocess.platform.api.ExpectedVersion;
import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.platform.kernel.Ids;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Approvals (rule 13). Which permission a caller needs is decided here; whether the caller is one who may decide about this
 * deal, by the deal itself.
 */
@UseCase
class ApprovalService {

    private final Deals deals;
    private final DealRecords records;
    private final ApprovalStore approvals;
    private final Ids ids;
    private final Clock clock;

    ApprovalService(Deals deals, DealRecords records, ApprovalStore approvals, Ids ids, Clock clock) {
        this.deals = deals;
        this.records = records;
        this.approvals = approvals;
        this.ids = ids;
        this.clock = clock;
    }

    /** Requests and decisions of a deal whose approvals the caller may see, oldest first. */
    List<ApprovalEntity> list(Caller caller, UUID dealId, UUID after, int limit) {
        return approvals.after(shown(caller, dealId), after, limit);
    }

    /** How many of them there are. */
    long count(Caller caller, UUID dealId) {
        return approvals.count(shown(caller, dealId));
    }

    /** One of them. */
    ApprovalEntity get(Caller caller, UUID dealId, UUID id) {
        return approvals.of(shown(caller, dealId), id);
    }

    /**
     * Records a request or a decision. Refused are decisions of the deal's owner and of the requester (rule 13), and those about
     * what nobody has requested.
     */
    Recorded<ApprovalEntity> record(Caller caller, UUID dealId, ExpectedVersion version, ApprovalRequest request) {
        Permission permission = permission(request.decision());
        caller.require(permission);
        LockedDeal locked = deals.lock(caller, permission, dealId, version);
        Deal deal = locked.deal();
        ApprovalEntity approval = new ApprovalEntity();
        approval.id = ids.next();
        approval.dealId = dealId;
        approval.decision = HyphenatedEnums.nameOf(request.decision());
        approval.note = request.note();
        approval.stage = deal.stage();
        approval.attempt = deal.attempt();
        approval.valueAmount = deal.value() == null ? null : deal.value().amount();
        approval.valueCurrency = deal.value() == null ? null : deal.value().currency();
        approval.at = clock.instant();
        by(locked.actor(), approval);
        return records.add(locked, approvals, approval, fact(approval, request.decision(), caller, deal.value()));
    }

    private Deal shown(Caller caller, UUID dealId) {
        return deals.get(caller, Permission.READ_APPROVALS, dealId);
    }

    private static Permission permission(ApprovalDecision decision) {
        return decision == ApprovalDecision.REQUESTED ? Permission.WORK_ON_DEALS : Permission.APPROVE_DEALS;
    }

    private static void by(Actor actor, ApprovalEntity approval) {
        approval.actorKind = HyphenatedEnums.nameOf(actor.kind());
        approval.actorId = actor.id();
        approval.actorSalespersonId = actor.salespersonId();
    }

    private static Fact fact(ApprovalEntity approval, ApprovalDecision decision, Caller caller, Money value) {
        Participant by = new Participant(
                caller.identity(),
                caller.salespersonId(),
                caller.roles().stream()
                        .filter(Role::approves)
                        .map(HyphenatedEnums::nameOf)
                        .collect(Collectors.toSet()));
        return switch (decision) {
            case REQUESTED -> new Fact.ApprovalRequested(approval.id, by, approval.at, value);
            case GRANTED -> new Fact.ApprovalGranted(approval.id, by, value);
            case REFUSED -> new Fact.ApprovalRefused(approval.id, by, value);
        };
    }
}
