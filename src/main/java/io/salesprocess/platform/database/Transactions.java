package io.salesprocess.platform.database;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import java.util.function.Supplier;

/**
 * Runs work in a transaction, and repeats it if the database has rolled it back for another one's sake. {@link Sql} sends
 * statements together there where their answers are not needed. Besides {@link PlainTransactions} it is the only way to begin a
 * transaction.
 */
@Singleton
public class Transactions {

    private final Sql sql;
    private final Retries retries;

    Transactions(Sql sql, Retries retries) {
        this.sql = sql;
        this.retries = retries;
    }

    /** @param work runs once for each attempt; an exception rolls it back, and at its end all statements have been sent */
    public <T> T run(Supplier<T> work) {
        return retries.run(() -> QuarkusTransaction.requiringNew().call(() -> {
            UnitOfWork unit = UnitOfWork.beginManaged();
            try {
                T result = work.get();
                sql.sendWhatWaits();
                return result;
            } finally {
                unit.end();
            }
        }));
    }

    /** Fails outside of a transaction: locks would be released at once, and half of a change could stay. */
    public static void mustBeThere() {
        UnitOfWork unit = UnitOfWork.current();
        if ((unit == null || !unit.isPlain()) && QuarkusTransaction.getStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("This has to be done in a transaction.");
        }
    }
}
