package io.salesprocess.deal;

import io.salesprocess.access.Caller;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.DealCommand;
import io.salesprocess.deal.domain.Fact;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What features record on deals in rows of their own, written once for all of them. The deal decides first; the feature's row
 * follows in the same transaction.
 */
@Singleton
public class DealRecords {

    private final Deals deals;

    DealRecords(Deals deals) {
        this.deals = deals;
    }

    /** Rows of a deal that the caller may see, oldest first, beginning after this one. */
    public <E> List<E> list(Caller caller, DealRows<E> rows, UUID dealId, UUID after, int limit) {
        return rows.after(deals.get(caller, dealId), after, limit);
    }

    /** How many rows of a deal that the caller may see there are. */
    public <E> long count(Caller caller, DealRows<E> rows, UUID dealId) {
        return rows.count(deals.get(caller, dealId));
    }

    /** One row of a deal that the caller may see. */
    public <E> Recorded<E> get(Caller caller, DealRows<E> rows, UUID dealId, UUID id) {
        // The deal first: a change in between then makes its version too old, which costs the caller a second look, and
        // not
        // too new.
        Deal deal = deals.get(caller, dealId);
        return new Recorded<>(rows.of(deal, id), deal);
    }

    /** Tells the deal a fact of which no row is kept. */
    public Deal tell(LockedDeal locked, Fact fact) {
        return deals.change(locked, DealCommand.Record.of(fact)).deal();
    }

    /** Tells the deal a fact, and adds the row that goes with it. */
    public <E> Recorded<E> add(LockedDeal locked, DealRows<E> rows, E row, Fact fact) {
        Deal deal = tell(locked, fact);
        rows.persistAndFlush(row);
        return new Recorded<>(row, deal);
    }

    /** Refuses what telling the deal this fact would refuse, and changes nothing. For before work that takes long. */
    public void mayRecord(LockedDeal locked, Fact fact) {
        deals.mayChange(locked, DealCommand.Record.of(fact));
    }

    /**
     * Takes a step of something that has states. The row is read under the deal's lock, so of two callers the second sees what
     * the first has done.
     *
     * @param fact what the deal is told
     * @param effect what the accepted step does to the row
     */
    public <E> Recorded<E> step(
            LockedDeal locked, DealRows<E> rows, UUID id, Function<E, Fact> fact, Consumer<E> effect) {
        E row = rows.of(locked.deal(), id);
        Deal deal = tell(locked, fact.apply(row));
        effect.accept(row);
        rows.flush();
        return new Recorded<>(row, deal);
    }
}
