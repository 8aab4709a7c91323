package io.salesprocess.deal;

import io.salesprocess.access.Caller;
import io.salesprocess.deal.history.HistoryStore;
import io.salesprocess.deal.history.HistoryVerification;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.platform.database.Transactions;
import java.util.List;
import java.util.UUID;

/** Reads and verifies the history of deals (rule 8). */
@UseCase
class HistoryService {

    private final Deals deals;
    private final HistoryStore history;
    private final HistoryVerification verification;
    private final Transactions transactions;

    HistoryService(Deals deals, HistoryStore history, HistoryVerification verification, Transactions transactions) {
        this.deals = deals;
        this.history = history;
        this.verification = verification;
        this.transactions = transactions;
    }

    /** Events after this one, oldest first. */
    List<HistoryStore.Entry> after(Caller caller, UUID id, long sequence, int limit) {
        deals.get(caller, id);
        return history.after(id, sequence, limit);
    }

    /** Events before this one, newest first. */
    List<HistoryStore.Entry> before(Caller caller, UUID id, long sequence, int limit) {
        deals.get(caller, id);
        return history.before(id, sequence, limit);
    }

    /** How many events there are: they are numbered without gaps. */
    long count(Caller caller, UUID id) {
        return deals.get(caller, id).sequence();
    }

    /** One event; not found if there is none of this number. */
    HistoryStore.Entry get(Caller caller, UUID id, long sequence) {
        return after(caller, id, sequence - 1, 1).stream()
                .filter(entry -> entry.event().sequence() == sequence)
                .findFirst()
                .orElseThrow(ProblemException::notFound);
    }

    /** Proves a history, under the deal's lock. */
    HistoryVerification.Verdict verify(Caller caller, UUID id) {
        deals.get(caller, id);
        return transactions.run(() -> {
            StoredDeal stored = deals.lock(id);
            return verification.check(stored.deal(), stored.lastHash());
        });
    }
}
