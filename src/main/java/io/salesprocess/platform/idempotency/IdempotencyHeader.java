package io.salesprocess.platform.idempotency;

/** The header by which callers mark retries. */
public final class IdempotencyHeader {

    public static final String NAME = "Idempotency-Key";

    private IdempotencyHeader() {}
}
