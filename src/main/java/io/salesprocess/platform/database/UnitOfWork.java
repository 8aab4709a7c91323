package io.salesprocess.platform.database;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** What this thread is doing in one transaction: which statements have not been sent yet, and what waits for the commit. */
final class UnitOfWork {

    private static final Logger LOG = Logger.getLogger(UnitOfWork.class);
    private static final ThreadLocal<UnitOfWork> OF_THREAD = new ThreadLocal<>();

    private final Connection connection;
    private final List<Statement> waiting = new ArrayList<>();
    private final List<Runnable> afterCommit = new ArrayList<>();
    private boolean committed;
    private boolean failed;

    private UnitOfWork(Connection connection) {
        this.connection = connection;
    }

    /** A statement and what it is about. */
    record Statement(String sql, Object[] parameters) {}

    /** The one that this thread is at, or null. */
    static UnitOfWork current() {
        return OF_THREAD.get();
    }

    /** Begins one in the transaction that the transaction manager keeps for this thread. */
    static UnitOfWork beginManaged() {
        return begin(new UnitOfWork(null));
    }

    /** Begins one on a connection of its own. */
    static UnitOfWork beginPlain(Connection connection) {
        return begin(new UnitOfWork(connection));
    }

    private static UnitOfWork begin(UnitOfWork unit) {
        if (OF_THREAD.get() != null) {
            throw new IllegalStateException("This thread is in the middle of another unit of work.");
        }
        OF_THREAD.set(unit);
        return unit;
    }

    void end() {
        OF_THREAD.remove();
    }

    /** Whether it commits by itself, without a transaction manager. */
    boolean isPlain() {
        return connection != null;
    }

    Connection connection() {
        return connection;
    }

    /** Refuses to go on once it has ended, and once a statement has failed: a commit would then do nothing, and not say so. */
    void mustGoOn() {
        if (committed) {
            throw new IllegalStateException("The transaction has ended.");
        }
        if (failed) {
            throw new IllegalStateException("A statement of the transaction has failed.");
        }
    }

    void later(Statement statement) {
        mustGoOn();
        waiting.add(statement);
    }

    boolean isAnythingWaiting() {
        return !waiting.isEmpty();
    }

    /** The statements that have not been sent, which the caller is about to send. */
    List<Statement> takeWaiting() {
        List<Statement> taken = List.copyOf(waiting);
        waiting.clear();
        return taken;
    }

    void afterCommit(Runnable work) {
        afterCommit.add(work);
    }

    void markCommitted() {
        committed = true;
    }

    void markFailed() {
        failed = true;
    }

    boolean wasCommitted() {
        return committed;
    }

    /** What fails now cannot undo the commit, so the caller does not hear of it. */
    void doWhatWaitedForTheCommit() {
        for (Runnable work : afterCommit) {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.error("What was to be done after a commit failed; the commit stands.", e);
            }
        }
    }
}
