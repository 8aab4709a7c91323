package io.salesprocess.platform.limit;

import java.util.Locale;

/** What is limited, each by itself. The names are part of the configuration and of the header {@code RateLimit}. */
public enum Policy {
    /** Requests with one key or by one person. */
    KEY,
    /** Requests that need no credentials, by the address that they come from. */
    ANONYMOUS,
    /** Requests whose credentials were refused, by the address that they come from. */
    REFUSED;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
