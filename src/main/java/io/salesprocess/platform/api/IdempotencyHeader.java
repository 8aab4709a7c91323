package io.salesprocess.platform.api;

/** The header by which callers mark retries. */
public final class IdempotencyHeader {

    public static final String NAME = "Idempotency-Key";

    private IdempotencyHeader() {}
}
