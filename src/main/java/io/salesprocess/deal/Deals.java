package io.salesprocess.deal;

import io.salesprocess.deal.domain.Actor;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.DealCommand;
import io.salesprocess.deal.domain.DealEvent;
import io.salesprocess.deal.domain.DealStatus;
import io.salesprocess.deal.domain.Decision;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.deal.domain.Money;
import io.salesprocess.deal.domain.SalesProcess;
import io.salesprocess.pipeline.Pipelines;
import io.salesprocess.pipeline.domain.Pipeline;
import io.salesprocess.platform.id.Ids;
import io.salesprocess.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * The one way to open and to change deals. Every change locks the deal, lets {@link SalesProcess} decide, and writes the new
 * state together with the events that explain it (rules 8 and 9). It runs in the caller's transaction, and refuses
 * to do without one, so that what a feature writes of its own and what the deal is told stand or fall together.
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
     * @param pipeline in the version that the deal will keep (rule 4)
     * @param source where the prospect came from, or null
     */
    public record Opening(
            Pipeline pipeline, UUID prospectId, UUID offeringId, UUID ownerId, Money value, String source) {}

    /** The deal as it is now; not found if there is none, or none that the caller may see. */
    public Deal get(UUID id) {
        return stored(id).deal();
    }

    /** Whether there is such a deal, and the caller may see it. */
    public boolean shows(UUID id) {
        return store.find(id).filter(stored -> access.sees(stored.deal())).isPresent();
    }

    /** The current caller, as history names them. */
    public Actor actor() {
        return access.actor();
    }

    /** Refuses a caller who may not, or may no longer, do on the deal what the current operation does. */
    public void mayChange(UUID id) {
        access.mayChange(stored(id).deal());
    }

    /** Every deal of a prospect, open or closed. */
    public List<UUID> ofProspect(UUID prospectId) {
        return store.ofProspect(prospectId);
    }

    /** The newest open deal of a prospect about an offering, if there is one; nobody else can close it meanwhile. */
    public Optional<UUID> lockOpen(UUID prospectId, UUID offeringId) {
        return store.lockOpen(prospectId, offeringId);
    }

    /** Tells a deal what has happened; the current caller is the actor. */
    public Deal record(UUID id, Fact... facts) {
        return record(id, version -> {}, deal -> List.of(facts));
    }

    /** Tells a deal what has happened, on behalf of an actor whose right the feature has made sure of: a form or a link. */
    public Deal record(UUID id, Actor actor, Fact... facts) {
        return change(lock(id), actor, recorded(List.of(facts))).deal();
    }

    /**
     * Tells a deal what has happened, according to how it stands.
     *
     * @param version is given the deal's version under the lock, and may refuse it
     * @param facts what has happened; if nothing has, the deal stays as it is
     */
    public Deal record(UUID id, LongConsumer version, Function<Deal, List<Fact>> facts) {
        return change(id, version, deal -> recorded(facts.apply(deal))).deal();
    }

    /** Opens a deal for the current caller. */
    Deal open(Opening opening) {
        return open(opening, access.actor(), List.of());
    }

    /** Opens a deal, and tells it at once what is known. */
    public Deal open(Opening opening, Actor actor, List<Fact> facts) {
        Instant at = clock.instant();
        Pipeline pipeline = opening.pipeline();
        DealEvent.DealOpened opened = SalesProcess.open(
                pipeline, opening.prospectId(), opening.offeringId(), opening.ownerId(), opening.value(), at);
        Deal deal = SalesProcess.opened(ids.next(), pipeline.ref(), opened, at);
        Log log = new Log(deal, HashChain.ORIGIN, actor, at);
        log.append(opened, deal, null);
        recorded(facts).ifPresent(command -> decide(pipeline, deal, command, at).forEach(log::append));
        store.insert(log.stored(0, opening.source(), Map.of(), null), log.events());
        metrics.happened(log.events());
        return log.deal();
    }

    /** The events of a change, and what the deal has become by it. */
    record Change(Deal deal, List<StoredEvent> events) {}

    /**
     * Changes a deal for the current caller.
     *
     * @param command says under the lock what is wanted; if nothing is, the deal stays as it is
     */
    Change change(UUID id, LongConsumer version, Function<Deal, Optional<DealCommand>> command) {
        StoredDeal stored = lock(id);
        access.mayChange(stored.deal());
        version.accept(stored.deal().sequence());
        return change(stored, access.actor(), command.apply(stored.deal()));
    }

    /** The same for a change that has been allowed, of a deal that is locked already. */
    Deal record(StoredDeal locked, List<Fact> facts) {
        return change(locked, access.actor(), recorded(facts)).deal();
    }

    /** The deal, which nobody else can change until the transaction ends. */
    StoredDeal lock(UUID id) {
        return store.lock(id).orElseThrow(ProblemException::notFound);
    }

    /** The one write path of an existing deal. */
    private Change change(StoredDeal locked, Actor actor, Optional<DealCommand> command) {
        return command.map(wanted -> carryOut(locked, actor, wanted))
                .orElseGet(() -> new Change(locked.deal(), List.of()));
    }

    private Change carryOut(StoredDeal stored, Actor actor, DealCommand command) {
        Deal deal = stored.deal();
        Instant at = stored.nextTime(clock.instant());
        List<DealEvent> events = decide(pipelines.get(deal.pipeline()), deal, command, at);
        Reason reason = reason(command);
        Log log = new Log(deal, stored.lastHash(), actor, at);
        events.forEach(event -> log.append(event, reason));
        String lostReason = lostReason(stored, log.deal(), reason);
        store.update(
                log.stored(stored.number(), stored.source(), stored.customFields(), lostReason), log.events(), reason);
        metrics.happened(log.events());
        return new Change(log.deal(), log.events());
    }

    private static Optional<DealCommand> recorded(List<Fact> facts) {
        return facts.isEmpty() ? Optional.empty() : Optional.of(new DealCommand.Record(facts));
    }

    /** What a command would change, without changing anything. */
    Change rehearse(UUID id, LongConsumer version, DealCommand command) {
        StoredDeal stored = stored(id);
        access.mayChange(stored.deal());
        version.accept(stored.deal().sequence());
        Instant at = stored.nextTime(clock.instant());
        Deal deal = stored.deal();
        Log log = new Log(deal, stored.lastHash(), access.actor(), at);
        decide(pipelines.get(deal.pipeline()), deal, command, at).forEach(event -> log.append(event, reason(command)));
        return new Change(log.deal(), log.events());
    }

    StoredDeal stored(UUID id) {
        StoredDeal stored = store.find(id).orElseThrow(ProblemException::notFound);
        access.maySee(stored.deal());
        return stored;
    }

    private List<DealEvent> decide(Pipeline pipeline, Deal deal, DealCommand command, Instant at) {
        Decision decision = SalesProcess.decide(pipeline, deal, command, at);
        if (decision instanceof Decision.Refused refused) {
            metrics.refused(refused.refusal());
            throw Refusals.problem(refused.refusal(), deal);
        }
        return ((Decision.Accepted) decision).events();
    }

    private static Reason reason(DealCommand command) {
        return command instanceof DealCommand.Transition transition && transition.reason() != null
                ? Reason.of(transition.reason())
                : null;
    }

    private static String lostReason(StoredDeal before, Deal after, Reason reason) {
        if (after.status() != DealStatus.LOST) {
            return null;
        }
        return before.deal().status() == DealStatus.LOST ? before.lostReason() : reason.text();
    }

    /** Folds events into a deal, and chains what history will keep of each. */
    private static final class Log {
        private final Actor actor;
        private final Instant at;
        private final List<StoredEvent> events = new ArrayList<>();
        private Deal deal;
        private byte[] lastHash;

        Log(Deal deal, byte[] lastHash, Actor actor, Instant at) {
            this.deal = deal;
            this.lastHash = lastHash;
            this.actor = actor;
            this.at = at;
        }

        void append(DealEvent event) {
            append(event, null);
        }

        void append(DealEvent event, Reason reason) {
            append(event, SalesProcess.apply(deal, event, at), reason);
        }

        void append(DealEvent event, Deal after, Reason reason) {
            DealEvent.Step step = event instanceof DealEvent.Step taken ? taken : null;
            StoredEvent next = new StoredEvent(
                            after.id(),
                            after.sequence(),
                            event.type(),
                            at,
                            actor,
                            after.stage(),
                            step == null ? null : step.left().orElse(null),
                            step == null ? null : step.entered().orElse(null),
                            after.attempt(),
                            after.pipeline(),
                            DealJson.write(event),
                            reason == null ? null : reason.digest(),
                            null,
                            null)
                    .chainedTo(lastHash);
            events.add(next);
            deal = after;
            lastHash = next.hash();
        }

        Deal deal() {
            return deal;
        }

        List<StoredEvent> events() {
            return events;
        }

        StoredDeal stored(long number, String source, Map<String, Object> customFields, String lostReason) {
            return new StoredDeal(deal, number, source, customFields, at, lostReason, lastHash);
        }
    }
}
