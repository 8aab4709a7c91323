package io.salesprocess.deal.domain;

import io.salesprocess.deal.domain.DealCommand.Transition;
import io.salesprocess.deal.domain.Decision.Accepted;
import io.salesprocess.deal.domain.Decision.Refused;
import io.salesprocess.deal.domain.Refusal.Unmet;
import io.salesprocess.pipeline.domain.ExitCriterion;
import io.salesprocess.pipeline.domain.Pipeline;
import io.salesprocess.pipeline.domain.PipelineRef;
import io.salesprocess.pipeline.domain.Situation;
import io.salesprocess.pipeline.domain.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The domain service that decides whether something may happen to a deal: pipeline, deal, command and time in, events or a
 * refusal out. The rules hold alike for every caller and every way in (rule 9); the caller is not a parameter.
 */
public final class SalesProcess {

    private SalesProcess() {}

    /**
     * Opens a deal in the first stage of the pipeline.
     *
     * @param offeringId null while none has been selected
     * @param ownerId null for an unassigned deal
     * @param value null while unknown
     */
    public static DealEvent.DealOpened open(
            Pipeline pipeline, UUID prospectId, UUID offeringId, UUID ownerId, Money value, Instant at) {
        Stage first = pipeline.first();
        return new DealEvent.DealOpened(prospectId, offeringId, ownerId, value, first.key(), due(first, at));
    }

    /**
     * Decides about a command.
     *
     * @param pipeline the version that the deal was opened with
     */
    public static Decision decide(Pipeline pipeline, Deal deal, DealCommand command, Instant at) {
        return command instanceof Transition transition
                ? step(pipeline, deal, transition, at)
                : record(deal, ((DealCommand.Record) command).facts(), at);
    }

    /** What can happen to the deal now, and what each transition lacks. */
    public static List<Option> options(Pipeline pipeline, Deal deal) {
        List<Option> options = new ArrayList<>();
        for (TransitionType type : TransitionType.values()) {
            if (type.from() == deal.status()) {
                List<Unmet> unmet = type.needsCriteria() ? unmet(pipeline, deal) : List.of();
                options.add(new Option(type, destination(pipeline, deal, type), unmet));
            }
        }
        return options;
    }

    /**
     * A transition that the deal's status allows.
     *
     * @param to the stage that it leads to, or {@code won} or {@code lost}
     * @param unmet what is missing; empty if it may happen now
     */
    public record Option(TransitionType type, String to, List<Unmet> unmet) {
        public boolean allowed() {
            return unmet.isEmpty();
        }
    }

    /** An event and when it happened. */
    public record Occurrence(DealEvent event, Instant at) {}

    /** The state that a whole history adds up to (rule 8). */
    public static Deal fold(UUID id, PipelineRef pipeline, List<Occurrence> history) {
        Occurrence first = history.get(0);
        Deal deal = opened(id, pipeline, (DealEvent.DealOpened) first.event(), first.at());
        for (Occurrence next : history.subList(1, history.size())) {
            deal = apply(deal, next.event(), next.at());
        }
        return deal;
    }

    /** The state after the first event. */
    public static Deal opened(UUID id, PipelineRef pipeline, DealEvent.DealOpened opened, Instant at) {
        return Deal.opened(id, pipeline, opened, at);
    }

    /** The state after one more event. */
    public static Deal apply(Deal deal, DealEvent event, Instant at) {
        Deal after = event instanceof DealEvent.Step step ? step.takenBy(deal, at) : ((Fact) event).recordedOn(deal);
        return after.withSequence(deal.sequence() + 1);
    }

    /** The criteria of the current and every earlier stage that do not hold (rules 2 and 3), in the pipeline's order. */
    public static List<Unmet> unmet(Pipeline pipeline, Deal deal) {
        List<Unmet> unmet = new ArrayList<>();
        for (Stage stage : pipeline.upTo(deal.stage())) {
            Situation situation = deal.asSeenIn(stage.key());
            for (ExitCriterion criterion : stage.exitCriteria()) {
                if (!criterion.isMetBy(situation)) {
                    unmet.add(new Unmet(
                            criterion, stage.key(), criterion.missing(situation), criterion.action(situation)));
                }
            }
        }
        return unmet;
    }

    private static Decision step(Pipeline pipeline, Deal deal, Transition wanted, Instant at) {
        TransitionType type = wanted.type();
        if (type.from() != deal.status()) {
            return new Refused(
                    deal.status() == DealStatus.OPEN
                            ? new Refusal.TransitionNotAllowed(type, deal.status())
                            : new Refusal.DealClosed(deal.status()));
        }
        if (!deal.stage().equals(wanted.from())) {
            return new Refused(new Refusal.OutOfOrder(wanted.from(), deal.stage()));
        }
        if (type.needsReason() && (wanted.reason() == null || wanted.reason().isBlank())) {
            return new Refused(new Refusal.ReasonMissing(type));
        }
        List<Unmet> unmet = type.needsCriteria() ? unmet(pipeline, deal) : List.of();
        if (!unmet.isEmpty()) {
            return new Refused(new Refusal.CriteriaUnmet(unmet));
        }
        return Accepted.of(happened(pipeline, deal, type, at));
    }

    private static DealEvent happened(Pipeline pipeline, Deal deal, TransitionType type, Instant at) {
        String stage = deal.stage();
        Instant dueAgain = due(pipeline.stage(stage), at);
        return switch (type) {
            case ADVANCE ->
                pipeline.after(stage)
                        .<DealEvent>map(next -> new DealEvent.DealAdvanced(stage, next.key(), due(next, at)))
                        .orElseGet(() -> new DealEvent.DealWon(stage));
            case FALL_SHORT -> new DealEvent.DealFellShort(deal.attempt() + 1, dueAgain);
            case LOSE -> new DealEvent.DealLost(stage);
            case REOPEN -> new DealEvent.DealReopened(stage, deal.attempt() + 1, dueAgain);
        };
    }

    private static String destination(Pipeline pipeline, Deal deal, TransitionType type) {
        return switch (type.destination()) {
            case NEXT_STAGE_OR_WON ->
                pipeline.after(deal.stage()).map(Stage::key).orElse("won");
            case SAME_STAGE -> deal.stage();
            case LOST -> "lost";
        };
    }

    private static Decision record(Deal deal, List<Fact> facts, Instant at) {
        Deal state = deal;
        for (Fact fact : facts) {
            Optional<Refusal> objection = state.status() == DealStatus.OPEN || fact.afterClosing()
                    ? fact.objection(state)
                    : Optional.of(new Refusal.DealClosed(state.status()));
            if (objection.isPresent()) {
                return new Refused(objection.get());
            }
            state = apply(state, fact, at);
        }
        return new Accepted(List.copyOf(facts));
    }

    private static Instant due(Stage stage, Instant at) {
        return at.plus(stage.targetDuration());
    }
}
