package io.salesprocess.platform.api;

import io.salesprocess.platform.database.PlainTransactions;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * The same in a {@linkplain PlainTransactions plain transaction}, for what has to be fast. It can be injected under its own name
 * only, and an architecture test names the resources that may use it.
 */
@Singleton
@Typed(PlainWrites.class)
public class PlainWrites extends Writes {

    @Inject
    PlainWrites(PlainTransactions transactions, Idempotency idempotency) {
        super(transactions::run, idempotency);
    }
}
