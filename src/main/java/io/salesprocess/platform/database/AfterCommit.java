package io.salesprocess.platform.database;

import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** Does what may only be done once the current transaction has been committed, and not at all if it is rolled back. */
@Singleton
public class AfterCommit {

    private final TransactionSynchronizationRegistry transaction;

    AfterCommit(TransactionSynchronizationRegistry transaction) {
        this.transaction = transaction;
    }

    /** @param work touches memory only: the transaction is over */
    public void run(Runnable work) {
        UnitOfWork unit = UnitOfWork.current();
        if (unit != null && unit.isPlain()) {
            unit.afterCommit(work);
            return;
        }
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // It may still be rolled back.
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    work.run();
                }
            }
        });
    }
}
