package io.salesprocess.platform.database;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Runs work in a transaction of {@link Sql} alone, for what has to be fast: it costs no round trip of its own, as the commit
 * travels with its last statement, and needs no transaction manager. Entities cannot be used in it ({@link OneConnection}). An
 * architecture test names the classes that may use it.
 */
@Singleton
public class PlainTransactions {

    private final DataSource dataSource;
    private final Sql sql;
    private final Retries retries;

    PlainTransactions(DataSource dataSource, Sql sql, Retries retries) {
        this.dataSource = dataSource;
        this.sql = sql;
        this.retries = retries;
    }

    /** @param work runs once for each attempt, not within another transaction; an exception rolls it back */
    public <T> T run(Supplier<T> work) {
        if (QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
            throw new IllegalStateException("There is a transaction already; this one would end it.");
        }
        return retries.run(() -> attempt(work));
    }

    private <T> T attempt(Supplier<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            return attempt(connection, work);
        } catch (SQLException e) {
            throw new Sql.Failure(e);
        }
    }

    private <T> T attempt(Connection connection, Supplier<T> work) {
        UnitOfWork unit = UnitOfWork.beginPlain(connection);
        T result;
        try {
            result = work.get();
            sql.commit(unit);
        } catch (Throwable e) {
            rollBack(connection, e);
            throw e;
        } finally {
            unit.end();
        }
        unit.doWhatWaitedForTheCommit();
        return result;
    }

    private static void rollBack(Connection connection, Throwable reason) {
        try {
            connection.rollback();
        } catch (SQLException | RuntimeException | Error e) {
            reason.addSuppressed(e);
            abandon(connection, reason);
        }
    }

    /** Returned to the pool as it is, it could be committed with what was done on it. */
    private static void abandon(Connection connection, Throwable reason) {
        try {
            DriverConnection.cut(connection);
        } catch (SQLException | RuntimeException e) {
            reason.addSuppressed(e);
        }
    }
}
