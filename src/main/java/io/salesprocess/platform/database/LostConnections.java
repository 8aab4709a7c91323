package io.salesprocess.platform.database;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import jakarta.inject.Singleton;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * When one connection is found dead, the others in the pool are dead too: a server that was restarted or moved has lost all of
 * them. They are replaced at once, or each would cost one more request its answer. So are those to a server that only reads
 * from now on, as new ones may lead to the one that has taken over.
 */
@Singleton
public class LostConnections {

    private static final Logger LOG = Logger.getLogger(LostConnections.class);
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final AgroalDataSource pool;
    private final AtomicLong next = new AtomicLong(System.nanoTime());

    LostConnections(AgroalDataSource pool) {
        this.pool = pool;
    }

    /** Looks whether this failure means that connections are lost. */
    public void report(SQLException failure) {
        SqlVerdict verdict = SqlVerdict.of(failure);
        boolean isOver = verdict == SqlVerdict.SERVER_GONE && !isOnlyLate(failure);
        if (!isOver && verdict != SqlVerdict.READ_ONLY) {
            return;
        }
        long now = System.nanoTime();
        long due = next.get();
        if (now - due >= 0 && next.compareAndSet(due, now + PAUSE)) {
            if (verdict == SqlVerdict.READ_ONLY) {
                LOG.warn("The database is read-only: it is a standby, or default_transaction_read_only is on."
                        + " All connections are replaced.");
            } else {
                LOG.warnf(
                        "A connection to the database was lost (%s); all others are replaced.", failure.getSQLState());
            }
            pool.flush(FlushMode.GRACEFUL);
        }
    }

    /** Given up because the request's time was over, which says nothing about the server. */
    private static boolean isOnlyLate(SQLException failure) {
        Throwable cause = failure.getCause();
        return cause instanceof SocketTimeoutException && !(cause instanceof DeadlineSocket.SilentException);
    }
}
