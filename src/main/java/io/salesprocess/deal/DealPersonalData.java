package io.salesprocess.deal;

import io.salesprocess.access.Caller;
import io.salesprocess.deal.domain.Actor;
import io.salesprocess.deal.domain.DealCommand;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.deal.history.HistoryStore;
import io.salesprocess.platform.database.Condition;
import io.salesprocess.prospect.PersonalData;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** What people wrote on the deals of a prospect. */
@Singleton
class DealPersonalData implements PersonalData {

    private static final int PORTION = 1000;

    private final Deals deals;
    private final DealStore store;
    private final HistoryStore history;
    private final Clock clock;

    DealPersonalData(Deals deals, DealStore store, HistoryStore history, Clock clock) {
        this.deals = deals;
        this.store = store;
        this.history = history;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "deals";
    }

    @Override
    public List<?> export(UUID prospectId) {
        return store.list(DealFilter.ofProspect(prospectId), Condition.ALWAYS, clock.instant(), PORTION).stream()
                .map(listed -> DealResponse.summary(listed, clock.instant(), Related.NONE))
                .toList();
    }

    @Override
    public void holdStill(UUID prospectId) {
        store.lockOfProspect(prospectId);
    }

    @Override
    public void erase(Caller by, UUID prospectId) {
        List<UUID> ids = deals.ofProspect(prospectId);
        Actor actor = DealAccess.actor(by);
        ids.forEach(id -> deals.change(deals.lock(actor, id), DealCommand.Record.of(new Fact.ProspectErased())));
        history.forgetReasons(ids);
        store.forgetWords(prospectId);
    }
}
