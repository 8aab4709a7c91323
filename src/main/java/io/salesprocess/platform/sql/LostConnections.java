package io.salesprocess.platform.sql;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import jakarta.inject.Singleton;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * When one connection is found dead, the others in the pool are dead too: a server that was restarted or moved has lost all of
 * them. They are thrown away at once, or each would cost one more request its answer. So are those to a server that only reads
 * from now on, as new ones may lead to the one that has taken over.
 */
@Singleton
public class LostConnections {

    /** Connection failure; the server was shut down, or crashed. */
    private static final Set<String> DEAD = Set.of("08003", "08006", "57P01", "57P02");

    private static final Logger LOG = Logger.getLogger(LostConnections.class);
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final AgroalDataSource pool;
    private final AtomicLong next = new AtomicLong(System.nanoTime());

    LostConnections(AgroalDataSource pool) {
        this.pool = pool;
    }

    /** Looks whether this failure means that connections are lost. */
    public void report(SQLException failure) {
        String state = failure.getSQLState();
        boolean onlyReads = SqlStates.READ_ONLY.equals(state);
        if (state == null || !(onlyReads || DEAD.contains(state)) || isOnlyLate(failure)) {
            return;
        }
        long now = System.nanoTime();
        long due = next.get();
        if (now - due >= 0 && next.compareAndSet(due, now + PAUSE)) {
            if (onlyReads) {
                LOG.warn("The database only reads: it is a standby, or default_transaction_read_only is on."
                        + " All connections are made anew.");
            } else {
                LOG.warnf("A connection to the database was lost (%s); all others are made anew.", state);
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
