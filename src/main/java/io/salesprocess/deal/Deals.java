package io.salesprocess.deal;

import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.domain.Actor;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.DealCommand;
import io.salesprocess.deal.domain.DealEvent;
import io.salesprocess.deal.domain.DealStatus;
import io.salesprocess.deal.domain.Decision;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.deal.domain.Money;
import io.salesprocess.deal.domain.Refusal;
import io.salesprocess.deal.domain.Reminder;
import io.salesprocess.deal.domain.SalesProcess;
import io.salesprocess.deal.history.NewEvents;
import io.salesprocess.deal.history.Reason;
import io.salesprocess.deal.history.StoredEvent;
import io.salesprocess.pipeline.Pipelines;
import io.salesprocess.pipeline.domain.Pipeline;
import io.salesprocess.pipeline.domain.PipelineRef;
import io.salesprocess.platform.api.ExpectedVersion;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.kernel.Ids;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The one way to open and to change deals. Every change locks the deal, lets {@link SalesProcess} decide, and writes the new
 * state together with the events that explain it (rules 8 and 9). It runs in the caller's transaction, and fails
 * without one, so that the rows of a feature and what the deal is told are committed or rolled back together.
 */
@Singleton
public class Deals {

    private final DealStore store;
    private final Pipelines pipelines;
    private final DealAccess access;
    private final DealMetrics metrics;
    private final Ids ids;
    private final Clock clock;

    Deals(DealStore store, Pipelines pipelines, DealAccess access, DealMetrics metrics, Ids ids, Clock clock) {
        this.store = store;
        this.pipelines = pipelines;
        this.access = access;
        this.metrics = metrics;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What a new deal begins with.
     *
     * @param pipeline in the version that the deal will follow (rule 4)
     * @param source where the prospect came from, or null
     */
    public record Opening(
            Pipeline pipeline, UUID prospectId, UUID offeringId, UUID ownerId, Money value, String source) {}

    /** A deal, and when it was opened. */
    public record Opened(UUID id, Instant at) {

        /** Before all deals. */
        public static final Opened NONE = new Opened(new UUID(0, 0), Instant.EPOCH);
    }

    /** A change of a deal. */
    public static final class Change {
        private final StoredDeal stored;
        private final List<StoredEvent> events;

        private Change(StoredDeal stored, List<StoredEvent> events) {
            this.stored = stored;
            this.events = events;
        }

        /** What the deal has become. */
        public Deal deal() {
            return stored.deal();
        }

        /** The events that made it so. */
        public List<StoredEvent> events() {
            return events;
        }

        StoredDeal stored() {
            return stored;
        }
    }

    /** The deal as it is now; not found if there is none, or none that the caller may see. */
    public Deal get(Caller caller, UUID id) {
        return stored(caller, id).deal();
    }

    /** The same for callers who may see that part of the deal, whatever else of it. */
    public Deal get(Caller caller, Permission part, UUID id) {
        return store.find(id)
                .map(StoredDeal::deal)
                .filter(deal -> access.sees(caller, part, deal))
                .orElseThrow(ProblemException::notFound);
    }

    /** The number of a deal, for people. */
    public long number(Deal deal) {
        return store.find(deal.id()).orElseThrow(ProblemException::notFound).number();
    }

    /** The deal as it is now, for a feature that has made sure of the right to see it. */
    public Deal get(UUID id) {
        return store.find(id).orElseThrow(ProblemException::notFound).deal();
    }

    /** Whether there is such a deal, and the caller may see it. */
    public boolean shows(Caller caller, UUID id) {
        return store.find(id)
                .filter(stored -> access.sees(caller, stored.deal()))
                .isPresent();
    }

    /** Refuses a caller who may not, or may no longer, use the permission on the deal. */
    public void mayChange(Caller caller, Permission permission, UUID id) {
        StoredDeal stored = store.find(id).orElseThrow(ProblemException::notFound);
        access.mayChange(caller, permission, stored.deal());
    }

    /** Every deal of a prospect as it is now, whatever callers may see. */
    public List<Deal> of(UUID prospectId) {
        return store.of(prospectId).stream().map(StoredDeal::deal).toList();
    }

    /** The ids of every deal of a prospect, open or closed. */
    public List<UUID> ofProspect(UUID prospectId) {
        return store.ofProspect(prospectId);
    }

    /** Open deals of a salesperson in the order of their opening, after this one; whatever callers may see. */
    public List<Opened> openOf(UUID ownerId, Opened after, int limit) {
        return store.openOf(ownerId, after, limit);
    }

    /** How many open deals a salesperson has, but no more than the limit. */
    public long countOpenOf(UUID ownerId, int limit) {
        return store.countOpenOf(ownerId, limit);
    }

    /** Locks a deal for a caller; refused are callers without the permission on it, and another version than expected. */
    public LockedDeal lock(Caller caller, Permission permission, UUID id, ExpectedVersion version) {
        StoredDeal stored = lock(id);
        access.mayChange(caller, permission, stored.deal());
        version.check(stored.deal().sequence());
        return new LockedDeal(stored, DealAccess.actor(caller));
    }

    /** Locks a deal for an actor whose right the feature has made sure of: a form, a link or the service itself. */
    public LockedDeal lock(Actor actor, UUID id) {
        return new LockedDeal(lock(id), actor);
    }

    /** Locks the newest open deal of a prospect about an offering for such an actor, if there is one. */
    public Optional<LockedDeal> lockOpen(Actor actor, UUID prospectId, UUID offeringId) {
        return store.lockOpen(prospectId, offeringId).map(stored -> new LockedDeal(stored, actor));
    }

    /** Opens a deal, and tells it at once what is known. */
    public Deal open(Opening opening, Actor actor, List<Fact> facts) {
        return open(opening, actor, facts, Map.of());
    }

    /** Opens a deal with these values of custom fields, which have been checked. */
    Deal open(Opening opening, Actor actor, Map<String, Object> customFields) {
        List<Fact> facts =
                customFields.isEmpty() ? List.of() : List.of(new Fact.CustomFieldsChanged(customFields.keySet()));
        return open(opening, actor, facts, customFields);
    }

    private Deal open(Opening opening, Actor actor, List<Fact> facts, Map<String, Object> customFields) {
        Instant at = clock.instant();
        Pipeline pipeline = opening.pipeline();
        DealEvent.DealOpened opened = SalesProcess.open(
                pipeline, opening.prospectId(), opening.offeringId(), opening.ownerId(), opening.value(), at);
        Deal deal = SalesProcess.opened(ids.next(), pipeline.ref(), opened, at);
        NewEvents events = NewEvents.opening(deal, opened, actor, at);
        if (!facts.isEmpty()) {
            events.append(decide(pipeline, deal, DealCommand.Record.of(facts), at));
        }
        StoredDeal stored =
                new StoredDeal(events.deal(), 0, opening.source(), customFields, at, null, events.lastHash());
        store.insert(stored, events.insertion());
        metrics.happened(events.events());
        return events.deal();
    }

    /** Changes a deal: the one write path. Refused is what the rules of the process do not allow. */
    public Change change(LockedDeal locked, DealCommand command) {
        NewEvents events = decide(locked.stored(), locked.actor(), command);
        Change change = change(locked.stored(), command, events);
        store.update(change.stored(), events.insertion(), customFields(command));
        metrics.happened(events.events());
        return change;
    }

    /** Refuses what {@link #change} would refuse, and changes nothing. */
    void mayChange(LockedDeal locked, DealCommand command) {
        decide(locked.stored(), locked.actor(), command);
    }

    /**
     * Locks deals that are to be changed together. They are locked in the order of their ids, so that of two such batches one
     * waits for the other, and never both.
     */
    Batch lockAll(Collection<UUID> ids) {
        return new Batch(store.lockAll(ids));
    }

    /** The same for a dry run, which locks and writes nothing. */
    Batch readAll(Collection<UUID> ids) {
        return new Batch(store.findAll(ids));
    }

    /** Locks those of these deals that are open, follow the version, and that no other transaction has locked. */
    public Batch lockIdle(Collection<UUID> ids, PipelineRef version) {
        return new Batch(store.lockIdle(ids, version));
    }

    /** Locks those of these deals that no other transaction has locked, whatever their status. */
    public Batch lockFree(Collection<UUID> ids) {
        return new Batch(store.lockFree(ids));
    }

    /**
     * Open deals whose current attempt fell due in this time, and that have not been told, the oldest first; whatever callers may
     * see.
     *
     * @param except which to leave out
     */
    public List<UUID> overdue(Instant from, Instant before, Collection<UUID> except, int limit) {
        return store.overdue(from, before, except, limit);
    }

    /** How many of them there are, but no more than the limit. */
    public long countOverdue(Instant from, Instant before, int limit) {
        return store.countOverdue(from, before, limit);
    }

    /** When the first of them fell due. */
    public Optional<Instant> oldestOverdue(Instant from, Instant before) {
        return store.oldestOverdue(from, before);
    }

    /**
     * A deal that was passed on the way through all deals.
     *
     * @param isWanted whether it is open and follows the version that was asked for
     * @param visited the stages that it has been in, in order, if it is wanted; empty if its state is damaged
     */
    public record Passed(UUID id, boolean isWanted, List<String> visited) {}

    /**
     * The next deals after this one, in the order of ids, whatever callers may see: to find all open deals of a version without
     * one long statement.
     */
    public List<Passed> pass(PipelineRef version, UUID after, int limit) {
        return store.span(version, after, limit);
    }

    /**
     * Several deals that are changed in one transaction. Each change is decided on the deal as the changes before have left it, and
     * takes effect by itself or not at all; all that took effect is written by one statement. One thread uses it.
     */
    public final class Batch {
        private final Map<UUID, StoredDeal> deals = new LinkedHashMap<>();
        private final List<NewEvents> accepted = new ArrayList<>();

        private Batch(List<StoredDeal> found) {
            found.forEach(stored -> deals.put(stored.deal().id(), stored));
        }

        /** The ids of the deals that it has. */
        public Set<UUID> ids() {
            return Collections.unmodifiableSet(deals.keySet());
        }

        /** One of its deals as it is by now. */
        public Deal deal(UUID id) {
            return find(id).deal();
        }

        /** Changes a deal for a caller; refused is what {@link Deals#lock} and {@link Deals#change} refuse, in the same words. */
        Change change(Caller caller, Permission permission, UUID id, DealCommand command) {
            StoredDeal stored = find(id);
            access.mayChange(caller, permission, stored.deal());
            return change(stored, DealAccess.actor(caller), command);
        }

        /** Changes a deal for an actor whose right the feature has made sure of. */
        public Change change(Actor actor, UUID id, DealCommand command) {
            return change(find(id), actor, command);
        }

        /**
         * Tells a deal what is due, as the service itself does. What is not due, does not stand any more or has been told is left
         * out: that is no refusal of anything that somebody wants.
         *
         * @return the events that tell it; none if nothing is left
         */
        public List<StoredEvent> remind(Actor actor, UUID id, List<Reminder> reminders) {
            StoredDeal stored = find(id);
            DealCommand command = new DealCommand.Remind(reminders);
            Instant at = stored.nextTime(clock.instant());
            Decision decision =
                    SalesProcess.decide(pipelines.get(stored.deal().pipeline()), stored.deal(), command, at);
            return decision instanceof Decision.Accepted told
                    ? accept(stored, command, events(stored, actor, at, command, told.events()))
                            .events()
                    : List.of();
        }

        /** Whether the caller may see the deal. */
        boolean shows(Caller caller, UUID id) {
            return deals.containsKey(id) && access.sees(caller, deals.get(id).deal());
        }

        /** Writes all changes. */
        public void write() {
            if (accepted.isEmpty()) {
                return;
            }
            Set<UUID> changed = accepted.stream()
                    .map(events -> events.deal().id())
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            store.update(changed.stream().map(deals::get).toList(), NewEvents.insertion(accepted));
            metrics.happened(accepted.stream()
                    .flatMap(events -> events.events().stream())
                    .toList());
        }

        private StoredDeal find(UUID id) {
            return Optional.ofNullable(deals.get(id)).orElseThrow(ProblemException::notFound);
        }

        private Change change(StoredDeal stored, Actor actor, DealCommand command) {
            if (Deals.customFields(command) != null) {
                throw new IllegalArgumentException(
                        "Custom fields are written deal by deal, because they have rows of their own.");
            }
            return accept(stored, command, decide(stored, actor, command));
        }

        private Change accept(StoredDeal stored, DealCommand command, NewEvents events) {
            Change change = Deals.change(stored, command, events);
            accepted.add(events);
            deals.put(stored.deal().id(), change.stored());
            return change;
        }
    }

    /** What a command would change, without changing anything: the same checks, the same decision. */
    Change dryRun(Caller caller, Permission permission, UUID id, ExpectedVersion version, DealCommand command) {
        StoredDeal stored = stored(caller, id);
        access.mayChange(caller, permission, stored.deal());
        version.check(stored.deal().sequence());
        return change(stored, command, decide(stored, DealAccess.actor(caller), command));
    }

    /** The caller, as history names them. */
    public static Actor actor(Caller caller) {
        return DealAccess.actor(caller);
    }

    /** Why an open deal that has been in these stages would not be migrated, in the words of the refusal; empty if it would. */
    public static Optional<String> objection(DealCommand.Migrate command, List<String> visited) {
        return command.objection(visited).map(Refusal.RuleViolated::detail);
    }

    /** The deal, which no other transaction changes until this one ends; nothing is said of who may change it. */
    StoredDeal lock(UUID id) {
        return store.lock(id).orElseThrow(ProblemException::notFound);
    }

    /** The deal with all that is kept of it, if the caller may see it. */
    StoredDeal stored(Caller caller, UUID id) {
        StoredDeal stored = store.find(id).orElseThrow(ProblemException::notFound);
        access.maySee(caller, stored.deal());
        return stored;
    }

    private NewEvents decide(StoredDeal stored, Actor actor, DealCommand command) {
        Deal deal = stored.deal();
        Instant at = stored.nextTime(clock.instant());
        return events(stored, actor, at, command, decide(pipelines.get(deal.pipeline()), deal, command, at));
    }

    private static NewEvents events(
            StoredDeal stored, Actor actor, Instant at, DealCommand command, List<DealEvent> happened) {
        return NewEvents.after(stored.deal(), stored.lastHash(), actor, at, reason(command))
                .append(happened);
    }

    private List<DealEvent> decide(Pipeline pipeline, Deal deal, DealCommand command, Instant at) {
        Decision decision = SalesProcess.decide(pipeline, deal, command, at);
        if (decision instanceof Decision.Refused refused) {
            metrics.refused(refused.refusal());
            throw Refusals.problem(refused.refusal(), deal);
        }
        return ((Decision.Accepted) decision).events();
    }

    private static Change change(StoredDeal before, DealCommand command, NewEvents events) {
        Map<String, Object> customFields = customFields(command);
        StoredDeal after = new StoredDeal(
                events.deal(),
                before.number(),
                before.source(),
                customFields == null ? before.customFields() : customFields,
                events.at(),
                lostReason(before, events.deal(), command),
                events.lastHash());
        return new Change(after, events.events());
    }

    private static Reason reason(DealCommand command) {
        return command instanceof DealCommand.Transition transition && transition.reason() != null
                ? Reason.of(transition.reason())
                : null;
    }

    private static Map<String, Object> customFields(DealCommand command) {
        return command instanceof DealCommand.Record facts ? facts.customFields() : null;
    }

    private static String lostReason(StoredDeal before, Deal after, DealCommand command) {
        if (after.status() != DealStatus.LOST) {
            return null;
        }
        return command instanceof DealCommand.Transition lost ? lost.reason() : before.lostReason();
    }
}
