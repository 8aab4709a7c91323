package io.salesprocess.deal.history;

import io.salesprocess.platform.database.Condition;
import io.salesprocess.platform.database.Sql;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * All events in one order that is the same for every reader: that of their transactions, and of their numbers within a deal. Readers keep
 * their positions themselves. An event can be read once no transaction is open that could still write one before it, so that a
 * reader who goes on from a position misses none.
 */
@Singleton
public class CommittedEvents {

    private static final String MARK = "SELECT e.hash FROM deal_event e WHERE e.deal_id = ? AND e.sequence = ?";

    private final CommitOrder order;
    private final HistoryEras eras;
    private final Sql sql;

    CommittedEvents(CommitOrder order, HistoryEras eras, Sql sql) {
        this.order = order;
        this.eras = eras;
        this.sql = sql;
    }

    /**
     * What was read.
     *
     * @param events those that were wanted
     * @param last the place of the last event that was looked at, or where reading began
     * @param isEnd whether no more can be read now
     */
    public record Portion(List<PlacedEvent> events, HistoryPosition last, boolean isEnd) {}

    /**
     * The position as it is now: the same, or where it is after a dump was loaded into another cluster. Empty if it cannot be told
     * any more what comes after it, because the event is not there, or is another one.
     */
    public Optional<HistoryPosition> locate(HistoryPosition kept) {
        if (kept.isBeginning()) {
            return Optional.of(HistoryPosition.BEGINNING);
        }
        HistoryEra era = eras.present();
        boolean isThere = sql.first(MARK, row -> row.getBytes(1), kept.dealId(), kept.sequence())
                .filter(hash -> HistoryPosition.markOf(hash) == kept.mark())
                .isPresent();
        if (!isThere) {
            return Optional.empty();
        }
        if (era.id().equals(kept.era())) {
            return Optional.of(kept);
        }
        return era.isLoaded() && kept.era().equals(era.continues())
                ? Optional.of(new HistoryPosition(
                        era.id(), true, kept.transaction(), kept.dealId(), kept.sequence(), kept.mark()))
                : Optional.empty();
    }

    /**
     * The events after a position.
     *
     * @param wanted a condition on {@code deal_event e}
     * @param limit how many events are looked at, wanted or not
     */
    public Portion after(HistoryPosition from, Condition wanted, int limit) {
        HistoryEra era = eras.present();
        if (era.isLoaded() && from.isLoaded()) {
            Portion loaded = order.settled(era, true, from, wanted, limit);
            if (!loaded.isEnd() || !loaded.events().isEmpty()) {
                return new Portion(loaded.events(), loaded.last(), false);
            }
            Portion newer = order.settled(era, false, HistoryPosition.BEGINNING, wanted, limit);
            return newer.last().isBeginning() ? new Portion(List.of(), loaded.last(), newer.isEnd()) : newer;
        }
        return order.settled(era, false, from, wanted, limit);
    }

    /** The events of one deal after a position, which are found without looking at those of others. */
    public Portion ofDeal(UUID dealId, HistoryPosition from, Condition wanted, int limit) {
        return order.settledOfDeal(eras.present(), dealId, from, wanted, limit);
    }

    /** After the last event that can be read now. */
    public HistoryPosition end() {
        HistoryEra era = eras.present();
        return order.lastSettled(era, false)
                .or(() -> era.isLoaded() ? order.lastSettled(era, true) : Optional.empty())
                .orElse(HistoryPosition.BEGINNING);
    }

    /** When the oldest event happened that is committed and cannot be read yet, because of an open transaction. */
    public Optional<Instant> heldBackSince() {
        return order.unsettledSince();
    }
}
