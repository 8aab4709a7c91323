package io.salesprocess.platform.api;

import io.salesprocess.platform.database.Transactions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The one way in which a request changes something: it opens the transaction, repeats the work after a deadlock, and keeps the
 * record of the {@code Idempotency-Key}. The work calls a use case, and turns what that returns into a {@link WriteResult}.
 */
@Singleton
public class Writes {

    private final Function<Supplier<Response>, Response> transaction;
    private final Idempotency idempotency;

    @Inject
    Writes(Transactions transactions, Idempotency idempotency) {
        this(transactions::run, idempotency);
    }

    Writes(Function<Supplier<Response>, Response> transaction, Idempotency idempotency) {
        this.transaction = transaction;
        this.idempotency = idempotency;
    }

    /** The key of this request, if the caller sent one. */
    public Optional<String> key() {
        return idempotency.key();
    }

    /** Does the work of a {@code POST}, or repeats its response; the permission of the operation is all there is to check. */
    public Response once(Object request, Supplier<WriteResult> work) {
        return once(request, ReplayCheck.NONE, work);
    }

    /**
     * Does the work of a {@code POST}, or repeats the response that it had the first time.
     *
     * @param request what the caller sent, to tell a retry from another request under the same key; null if nothing
     * @param check of the caller's rights, before a response is repeated; the work does its own checking
     * @param work runs once for each attempt; an exception rolls it back
     */
    public Response once(Object request, ReplayCheck check, Supplier<WriteResult> work) {
        return idempotency.once(transaction, request, check, work);
    }

    /** Answers a {@code POST} that keeps nothing, and so needs no record; a key that is none is refused all the same. */
    public Response preview(Supplier<Response> answer) {
        idempotency.key();
        return answer.get();
    }

    /** Does the work of a form that a browser sends. It has no key, so the work itself tells what is sent again. */
    public Response page(Supplier<Response> work) {
        return transaction.apply(work);
    }

    /** Does the work of a {@code PUT}, {@code PATCH} or {@code DELETE}, which name their outcome and need no key. */
    public Response change(Supplier<WriteResult> work) {
        return transaction.apply(() -> idempotency.response(work.get()));
    }
}
