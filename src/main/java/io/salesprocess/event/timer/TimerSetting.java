package io.salesprocess.event.timer;

import io.salesprocess.deal.domain.DealEvent;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.deal.history.StoredEvent;
import io.salesprocess.payment.DueInstalments;
import io.salesprocess.pipeline.Pipelines;
import io.salesprocess.pipeline.domain.TargetDuration;
import io.salesprocess.proposal.ProposalValidity;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Sets a timer for each event after which something may have to be told. None is taken away when the question is answered: it is
 * when the time comes, so that an answer costs nothing more. History can be followed again from any place.
 */
@Singleton
class TimerSetting {

    private static final Set<String> OF_PROPOSALS = Set.of("proposal.sent", "proposal.countered");
    private static final Set<String> OF_PAYMENTS =
            Set.of("deal.won", "payment-plan.changed", "payment.refunded", "payment.reversed");
    private static final Set<String> OF_PEOPLE = Set.of("question.asked", "message.left", "approval.requested");

    private final TimerStore timers;
    private final Patience patience;
    private final Pipelines pipelines;
    private final ProposalValidity proposals;
    private final DueInstalments instalments;

    TimerSetting(
            TimerStore timers,
            Patience patience,
            Pipelines pipelines,
            ProposalValidity proposals,
            DueInstalments instalments) {
        this.timers = timers;
        this.patience = patience;
        this.pipelines = pipelines;
        this.proposals = proposals;
        this.instalments = instalments;
    }

    /** Follows these events, in the transaction that notes that they have been followed. */
    void follow(List<StoredEvent> events) {
        Instant started = timers.startedAt();
        List<Timer> found = new ArrayList<>();
        Map<UUID, StoredEvent> sent = new LinkedHashMap<>();
        Map<UUID, Instant> planned = new HashMap<>();
        List<UUID> reopened = new ArrayList<>();
        for (StoredEvent event : events) {
            if (OF_PEOPLE.contains(event.type())) {
                found.add(ofPeople(event));
            } else if (OF_PROPOSALS.contains(event.type())) {
                sent.put(proposal(event.facts()), event);
            } else if (OF_PAYMENTS.contains(event.type())) {
                planned.put(event.dealId(), event.at());
            } else if (event.type().equals("deal.reopened")) {
                reopened.add(event.dealId());
            }
        }
        found.addAll(ofProposals(sent));
        // What fell due before there were timers is left alone, also of payments; but what has happened since is told
        // in full.
        found.removeIf(timer -> timer.dueAt().isBefore(started));
        found.addAll(ofPayments(planned, started));
        if (!found.isEmpty()) {
            timers.put(found);
        }
        if (!reopened.isEmpty()) {
            timers.wake(reopened);
        }
    }

    private Timer ofPeople(StoredEvent event) {
        DealEvent facts = event.facts();
        if (facts instanceof Fact.QuestionAsked asked) {
            return waiting(event, TimerKind.QUESTION, asked.questionId(), event.at(), patience.question());
        }
        if (facts instanceof Fact.MessageLeft left) {
            return waiting(event, TimerKind.MESSAGE, left.messageId(), event.at(), patience.message());
        }
        Fact.ApprovalRequested requested = (Fact.ApprovalRequested) facts;
        return waiting(event, TimerKind.APPROVAL, requested.approvalId(), requested.requestedAt(), patience.approval());
    }

    /** In the calendar of the pipeline that the deal followed then, as the calendar is now. */
    private Timer waiting(StoredEvent event, TimerKind kind, UUID id, Instant from, TargetDuration time) {
        Instant due = pipelines.get(event.pipeline()).due(time, from);
        return new Timer(event.dealId(), kind, id, due, from, null);
    }

    private List<Timer> ofProposals(Map<UUID, StoredEvent> sent) {
        List<Timer> found = new ArrayList<>();
        if (!sent.isEmpty()) {
            proposals
                    .until(sent.keySet())
                    .forEach((id, until) -> found.add(new Timer(
                            sent.get(id).dealId(),
                            TimerKind.PROPOSAL,
                            id,
                            until,
                            sent.get(id).at(),
                            null)));
        }
        return found;
    }

    private List<Timer> ofPayments(Map<UUID, Instant> planned, Instant started) {
        List<Timer> found = new ArrayList<>();
        if (!planned.isEmpty()) {
            Map<UUID, LocalDate> first = instalments.firstDays(planned.keySet());
            first.forEach((deal, day) -> {
                Instant at = planned.get(deal);
                found.add(new Timer(
                        deal,
                        TimerKind.PAYMENT,
                        deal,
                        DueInstalments.end(day),
                        at,
                        at.isBefore(started) ? started : null));
            });
        }
        return found;
    }

    private static UUID proposal(DealEvent facts) {
        return facts instanceof Fact.ProposalCountered countered
                ? countered.counterProposalId()
                : ((Fact.ProposalSent) facts).proposalId();
    }
}
