package io.salesprocess.platform.sql;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Stands around the transaction, so that every attempt is one of its own. */
@Retried
@Interceptor
@Priority(RetriedInterceptor.OUTSIDE_OF_TRANSACTIONS)
class RetriedInterceptor {

    static final int OUTSIDE_OF_TRANSACTIONS = Interceptor.Priority.PLATFORM_BEFORE + 100;

    private final Retries retries;

    RetriedInterceptor(Retries retries) {
        this.retries = retries;
    }

    @AroundInvoke
    Object repeat(InvocationContext method) throws Exception {
        return retries.call(method::proceed);
    }
}
