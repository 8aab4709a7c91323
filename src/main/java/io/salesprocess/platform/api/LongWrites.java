package io.salesprocess.platform.api;

import io.salesprocess.platform.database.Transactions;
import io.salesprocess.platform.kernel.Deadline;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The way in which a request changes more than fits one transaction: in steps. Each is a transaction of its own, and has the time
 * of a whole request. What a step has done stays, whatever becomes of the next; so the work must be such that it can be begun
 * again. The record of the {@code Idempotency-Key} is kept with the last step.
 */
@Singleton
public class LongWrites {

    private final Transactions transactions;
    private final Idempotency idempotency;
    private final Duration timeOfAStep;

    LongWrites(
            Transactions transactions,
            Idempotency idempotency,
            @ConfigProperty(name = "salesprocess.database.deadline") Duration timeOfAStep) {
        this.transactions = transactions;
        this.idempotency = idempotency;
        this.timeOfAStep = timeOfAStep;
    }

    /**
     * Does the work of a {@code POST}, or repeats its response.
     *
     * @param request what the caller sent, to tell a retry from another request under the same key
     * @param start how far the work is at first
     * @param step goes on from there; runs once for each attempt, and an exception rolls back this step only
     * @param end what to answer; empty if there are steps left
     */
    public <S> Response once(Object request, S start, UnaryOperator<S> step, Function<S, Optional<WriteResult>> end) {
        return idempotency.onceInSteps(this::inATransaction, request, start, step, end);
    }

    private <T> T inATransaction(Supplier<T> work) {
        return Deadline.within(timeOfAStep, () -> transactions.run(work));
    }
}
