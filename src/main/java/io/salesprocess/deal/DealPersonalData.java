package io.salesprocess.deal;

import io.salesprocess.prospect.PersonalData;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** What people wrote on the deals of a prospect. */
@Singleton
class DealPersonalData implements PersonalData {

    private static final int PORTION = 1000;

    private final DealStore deals;
    private final HistoryStore history;
    private final Clock clock;

    DealPersonalData(DealStore deals, HistoryStore history, Clock clock) {
        this.deals = deals;
        this.history = history;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "deals";
    }

    @Override
    public List<?> export(UUID prospectId) {
        return deals.list("WHERE prospect_id = ?", "opened_at, id", PORTION, List.of(prospectId)).stream()
                .map(stored -> DealResponse.summary(stored, clock.instant()))
                .toList();
    }

    @Override
    public void erase(UUID prospectId) {
        history.forgetWords(prospectId);
    }
}
