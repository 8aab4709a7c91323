package io.salesprocess.deal;

import io.salesprocess.access.Caller;
import io.salesprocess.deal.domain.Actor;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.DealCommand;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.deal.history.HistoryStore;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.prospect.Merge;
import io.salesprocess.prospect.MergedData;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Deals that go along when prospects are merged, and come back when that is undone. */
@Singleton
public class MergedDeals implements MergedData {

    private static final String INSERT =
            "INSERT INTO merged_deal (merge_id, deal_id, prospect_id, sequence) VALUES (?, ?, ?, ?)";

    private static final String OF_MERGE =
            "SELECT deal_id, sequence FROM merged_deal WHERE merge_id = ? ORDER BY deal_id";

    private final Deals deals;
    private final HistoryStore history;
    private final Sql sql;

    MergedDeals(Deals deals, HistoryStore history, Sql sql) {
        this.deals = deals;
        this.history = history;
        this.sql = sql;
    }

    /** @param sequence of the event by which the deal went along */
    private record Moved(UUID dealId, long sequence) {}

    @Override
    public void merge(Caller by, Merge merge) {
        Actor actor = DealAccess.actor(by);
        Fact merged = new Fact.ProspectMerged(merge.id(), merge.duplicateId(), merge.prospectId());
        for (UUID id : deals.ofProspect(merge.duplicateId())) {
            Deal deal = change(actor, id, merged);
            sql.updateLater(INSERT, merge.id(), id, merge.duplicateId(), deal.sequence());
        }
    }

    @Override
    public List<String> dependents(Merge merge) {
        return of(merge).stream()
                .filter(moved -> history.has(moved.dealId(), "submission.received", moved.sequence()))
                .map(moved -> "The deal " + moved.dealId() + " has received a submission since.")
                .toList();
    }

    @Override
    public void undo(Caller by, Merge merge) {
        Actor actor = DealAccess.actor(by);
        Fact unmerged = new Fact.ProspectUnmerged(merge.id(), merge.duplicateId(), merge.prospectId());
        of(merge).forEach(moved -> change(actor, moved.dealId(), unmerged));
    }

    /** The deals that went along with a merge. */
    public List<UUID> ids(Merge merge) {
        return of(merge).stream().map(Moved::dealId).toList();
    }

    private List<Moved> of(Merge merge) {
        return sql.list(
                OF_MERGE, row -> new Moved(row.getObject("deal_id", UUID.class), row.getLong("sequence")), merge.id());
    }

    private Deal change(Actor actor, UUID id, Fact fact) {
        return deals.change(deals.lock(actor, id), DealCommand.Record.of(fact)).deal();
    }
}
