package io.salesprocess.access;

import io.salesprocess.platform.kernel.Secrets;

/**
 * The secret of a key: 256 random bits behind a prefix by which people, and programs that look for leaked secrets, recognise
 * whose it is.
 */
final class ApiKeySecret {

    static final String PREFIX = "spk_";

    private static final int HINT = PREFIX.length() + 4;

    private ApiKeySecret() {}

    static String next() {
        return PREFIX + Secrets.next();
    }

    /** So much of a secret as tells it from others, and gives nothing away. */
    static String hint(String secret) {
        return secret.substring(0, Math.min(HINT, secret.length() / 4)) + "…";
    }
}
