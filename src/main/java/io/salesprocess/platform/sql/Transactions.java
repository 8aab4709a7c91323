package io.salesprocess.platform.sql;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Does work in one transaction, in which {@link Sql} sends statements together where nobody waits for their answers. */
@Singleton
public class Transactions {

    private final DataSource dataSource;
    private final Sql sql;

    Transactions(DataSource dataSource, Sql sql) {
        this.dataSource = dataSource;
        this.sql = sql;
    }

    /** A transaction for all kinds of work. At its end all statements have been sent; an exception rolls it back. */
    public <T> T managed(Supplier<T> work) {
        return QuarkusTransaction.requiringNew().call(() -> {
            UnitOfWork unit = UnitOfWork.beginManaged();
            try {
                T result = work.get();
                sql.sendWhatWaits();
                return result;
            } finally {
                unit.end();
            }
        });
    }

    /**
     * A transaction of {@link Sql} alone, for what has to be fast: it costs no round trip of its own, as its end travels with
     * its last statement, and needs no transaction manager. Entities cannot be used in it ({@link OneConnection}); an exception
     * rolls it back. It is not begun within another one.
     */
    public <T> T plain(Supplier<T> work) {
        if (QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
            throw new IllegalStateException("There is a transaction already; this one would end it.");
        }
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            return plain(connection, work);
        } catch (SQLException e) {
            throw new Sql.Failure(e);
        }
    }

    private <T> T plain(Connection connection, Supplier<T> work) {
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

    /** Refuses to go on outside of any transaction: locks would be gone at once, and halves could stay. */
    public static void mustBeThere() {
        UnitOfWork unit = UnitOfWork.current();
        if ((unit == null || !unit.isPlain()) && QuarkusTransaction.getStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("This has to be done in a transaction.");
        }
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
