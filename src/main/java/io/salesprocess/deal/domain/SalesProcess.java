package io.salesprocess.deal.domain;

import io.salesprocess.deal.domain.DealCommand.Migrate;
import io.salesprocess.deal.domain.DealCommand.Remind;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        return new DealEvent.DealOpened(prospectId, offeringId, ownerId, value, first.key(), pipeline.due(first, at));
    }

    /**
     * Decides about a command.
     *
     * @param pipeline the version that the deal follows
     */
    public static Decision decide(Pipeline pipeline, Deal deal, DealCommand command, Instant at) {
        if (command instanceof Transition transition) {
            return step(pipeline, deal, transition, at);
        }
        if (command instanceof Remind remind) {
            return remind(pipeline, deal, remind.reminders(), at);
        }
        return command instanceof Migrate migrate
                ? migrate(pipeline, deal, migrate, at)
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

    /**
     * The state that a whole history adds up to (rule 8).
     *
     * @param pipeline the version that the first event names; migrations lead on from it
     */
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
        return happened(deal, event, at).withSequence(deal.sequence() + 1);
    }

    private static Deal happened(Deal deal, DealEvent event, Instant at) {
        if (event instanceof DealEvent.Step step) {
            return step.takenBy(deal, at);
        }
        return event instanceof Reminder reminder ? reminder.toldTo(deal) : ((Fact) event).recordedOn(deal);
    }

    /** The criteria of the current and every earlier stage that do not hold (rules 2 and 3), in the pipeline's order. */
    public static List<Unmet> unmet(Pipeline pipeline, Deal deal) {
        List<Unmet> unmet = new ArrayList<>();
        for (Stage stage : pipeline.upTo(deal.stage())) {
            Situation situation = deal.asSeenIn(pipeline, stage.key());
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
        Instant dueAgain = pipeline.due(pipeline.stage(stage), at);
        return switch (type) {
            case ADVANCE ->
                pipeline.after(stage)
                        .<DealEvent>map(next -> new DealEvent.DealAdvanced(stage, next.key(), pipeline.due(next, at)))
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

    /** A deal moves as it stands: its stage, attempt and evidence stay, and what is done stays done (rule 4). */
    private static Decision migrate(Pipeline pipeline, Deal deal, Migrate wanted, Instant at) {
        if (deal.status() != DealStatus.OPEN) {
            return new Refused(new Refusal.DealClosed(deal.status()));
        }
        if (!deal.pipeline().equals(new PipelineRef(wanted.to().ref().key(), wanted.from()))) {
            return new Refused(new Refusal.Conflict(
                    "The deal follows version " + deal.pipeline().version() + " of pipeline "
                            + deal.pipeline().key() + "."));
        }
        List<String> visited = deal.visits().stream().map(StageVisit::stage).toList();
        Optional<Refusal.RuleViolated> objection = wanted.objection(visited);
        if (objection.isPresent()) {
            return new Refused(objection.get());
        }
        Map<String, String> renamed = new HashMap<>(wanted.stageMapping());
        renamed.keySet().retainAll(visited);
        renamed.entrySet().removeIf(entry -> entry.getKey().equals(entry.getValue()));
        String next = wanted.keyOf(deal.stage());
        return Accepted.of(new DealEvent.DealMigrated(
                wanted.from(),
                wanted.to().ref().version(),
                deal.stage(),
                next,
                renamed,
                dueAfterMove(pipeline, wanted.to(), deal, next, at)));
    }

    /** The attempt goes on; only where the stage is given another time, that is counted from now on. */
    private static Instant dueAfterMove(Pipeline from, Pipeline to, Deal deal, String next, Instant at) {
        Stage before = from.stage(deal.stage());
        Stage after = to.stage(next);
        boolean isSameTime = after.targetDuration().equals(before.targetDuration())
                && from.timekeeping().equals(to.timekeeping());
        return isSameTime ? deal.dueAt() : to.due(after, at);
    }

    private static Decision remind(Pipeline pipeline, Deal deal, List<Reminder> reminders, Instant at) {
        Deal state = deal;
        List<DealEvent> told = new ArrayList<>();
        for (Reminder reminder : reminders) {
            if (reminder.dueAt().isBefore(at) && reminder.isNewTo(pipeline, state)) {
                told.add(reminder);
                state = apply(state, reminder, at);
            }
        }
        return told.isEmpty()
                ? new Refused(new Refusal.Conflict("Nothing is due that the deal has not been told."))
                : new Accepted(told);
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
}
