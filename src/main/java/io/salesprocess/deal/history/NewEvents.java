package io.salesprocess.deal.history;

import io.salesprocess.deal.domain.Actor;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.DealEvent;
import io.salesprocess.deal.domain.SalesProcess;
import io.salesprocess.platform.database.SqlPart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The events of one change: folds them into the deal, and chains what history will keep of each (rule 8). */
public final class NewEvents {

    private final Actor actor;
    private final Instant at;
    private final Reason reason;
    private final List<StoredEvent> events = new ArrayList<>();
    private Deal deal;
    private byte[] lastHash;

    private NewEvents(Deal deal, byte[] lastHash, Actor actor, Instant at, Reason reason) {
        this.deal = deal;
        this.lastHash = lastHash;
        this.actor = actor;
        this.at = at;
        this.reason = reason;
    }

    /** Begins the history of a deal with the event that opened it. */
    public static NewEvents opening(Deal opened, DealEvent.DealOpened event, Actor actor, Instant at) {
        NewEvents begun = new NewEvents(opened, HashChain.ORIGIN, actor, at, null);
        begun.append(event, opened);
        return begun;
    }

    /**
     * Continues the history of a deal.
     *
     * @param lastHash the hash of the deal's last event
     * @param reason why, in words that can be erased; null if none was given
     */
    public static NewEvents after(Deal deal, byte[] lastHash, Actor actor, Instant at, Reason reason) {
        return new NewEvents(deal, lastHash, actor, at, reason);
    }

    /** Adds what has happened next. */
    public NewEvents append(List<DealEvent> happened) {
        happened.forEach(event -> append(event, SalesProcess.apply(deal, event, at)));
        return this;
    }

    private void append(DealEvent event, Deal after) {
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
                        EventJson.write(event),
                        reason == null ? null : reason.digest(),
                        null,
                        null)
                .chainedTo(lastHash);
        events.add(next);
        deal = after;
        lastHash = next.hash();
    }

    /** What the deal has become. */
    public Deal deal() {
        return deal;
    }

    /** The events, in order. */
    public List<StoredEvent> events() {
        return Collections.unmodifiableList(events);
    }

    /** When they happened. */
    public Instant at() {
        return at;
    }

    /** The hash of the last one. */
    public byte[] lastHash() {
        return lastHash;
    }

    /** What writes them, as the first part of the statement that writes the deal. */
    public SqlPart insertion() {
        return HistoryStore.insertion(events, reason);
    }

    /** What writes several changes, as the first part of the statement that writes the deals. */
    public static SqlPart insertion(List<NewEvents> changes) {
        return HistoryStore.insertion(changes);
    }

    /** Why, or null. */
    Reason reason() {
        return reason;
    }

    /** The last event so far. */
    StoredEvent last() {
        return events.get(events.size() - 1);
    }
}
