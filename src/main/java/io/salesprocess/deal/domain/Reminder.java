package io.salesprocess.deal.domain;

import io.salesprocess.pipeline.domain.Approvals.Round;
import io.salesprocess.pipeline.domain.Papers.ProposalStatus;
import io.salesprocess.pipeline.domain.Pipeline;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Something that should have happened by a time and has not: what timers tell a deal, once each. A reminder changes nothing but
 * that it has been told. Only {@link DealCommand.Remind} brings it about, so no caller can say that something is late.
 */
public sealed interface Reminder extends DealEvent {

    /** When it fell due, which is before it is told: right after, or later if the service was off. */
    Instant dueAt();

    /** Whether what it is about still stands on the deal, and has not been told. */
    boolean isNewTo(Pipeline pipeline, Deal deal);

    /** The state once it has been told. */
    Deal toldTo(Deal deal);

    /** The current attempt takes longer than the target duration of its stage. The next attempt has a due date of its own. */
    record StageOverdue(Instant dueAt) implements Reminder {
        @Override
        public boolean isNewTo(Pipeline pipeline, Deal deal) {
            return dueAt.equals(deal.dueAt()) && !dueAt.equals(deal.told().stageDueAt());
        }

        @Override
        public Deal toldTo(Deal deal) {
            return deal.with(deal.told().withStage(dueAt));
        }
    }

    /** A question of the client has had no answer for too long. */
    record QuestionUnanswered(UUID questionId, Instant dueAt) implements Reminder {
        @Override
        public boolean isNewTo(Pipeline pipeline, Deal deal) {
            return isUntold(deal, questionId)
                    && deal.evidence().contact().openQuestions().contains(questionId);
        }

        @Override
        public Deal toldTo(Deal deal) {
            return deal.with(deal.told().withWaiting(questionId));
        }
    }

    /** A message of the client has not been followed up for too long. */
    record MessageUnanswered(UUID messageId, Instant dueAt) implements Reminder {
        @Override
        public boolean isNewTo(Pipeline pipeline, Deal deal) {
            return isUntold(deal, messageId)
                    && deal.evidence().contact().openMessages().contains(messageId);
        }

        @Override
        public Deal toldTo(Deal deal) {
            return deal.with(deal.told().withWaiting(messageId));
        }
    }

    /**
     * A proposal was out until the end of its validity, and can no longer be accepted.
     *
     * @param dueAt until when it was valid
     */
    record ProposalExpired(UUID proposalId, Instant dueAt) implements Reminder {
        @Override
        public boolean isNewTo(Pipeline pipeline, Deal deal) {
            return isUntold(deal, proposalId)
                    && deal.evidence().papers().proposals().get(proposalId) == ProposalStatus.SENT;
        }

        @Override
        public Deal toldTo(Deal deal) {
            return deal.with(deal.told().withWaiting(proposalId));
        }
    }

    /**
     * An instalment of a won deal was not paid in full by the end of its day (rule 7).
     *
     * @param instalment its number in the plan, from 1, in the order of days
     * @param dueOn the last day on which it was in time
     * @param open what is not paid of it
     * @param dueAt the end of that day in UTC
     */
    record PaymentOverdue(int instalment, LocalDate dueOn, Money open, Instant dueAt) implements Reminder {
        @Override
        public boolean isNewTo(Pipeline pipeline, Deal deal) {
            return deal.status() == DealStatus.WON && !deal.told().instalments().contains(instalment);
        }

        @Override
        public Deal toldTo(Deal deal) {
            return deal.with(deal.told().withInstalment(instalment));
        }
    }

    /**
     * A request for approval has waited too long for a decision (rule 13). One with too few approvals for the stage waits as well.
     *
     * @param requestedAt when approval was requested
     */
    record ApprovalWaiting(UUID approvalId, Instant requestedAt, Instant dueAt) implements Reminder {
        @Override
        public boolean isNewTo(Pipeline pipeline, Deal deal) {
            return deal.status() == DealStatus.OPEN
                    && !requestedAt.equals(deal.told().approvalRequestedAt())
                    && deal.evidence()
                            .approvals()
                            .open(deal.stage())
                            .filter(round -> round.requestedAt().equals(requestedAt))
                            .filter(round -> isWaiting(round, pipeline, deal))
                            .isPresent();
        }

        private static boolean isWaiting(Round round, Pipeline pipeline, Deal deal) {
            return round.grants().isEmpty()
                    || SalesProcess.unmet(pipeline, deal).stream()
                            .anyMatch(unmet -> unmet.criterion().asksForApproval());
        }

        @Override
        public Deal toldTo(Deal deal) {
            return deal.with(deal.told().withApproval(requestedAt));
        }
    }

    private static boolean isUntold(Deal deal, UUID id) {
        return deal.status() == DealStatus.OPEN && !deal.told().waiting().contains(id);
    }
}
