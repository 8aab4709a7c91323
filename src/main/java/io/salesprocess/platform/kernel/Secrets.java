package io.salesprocess.platform.kernel;

import java.security.SecureRandom;
import java.util.Base64;

/** Secrets that nobody can guess, so that a plain hash of them is safe to keep. */
public final class Secrets {

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /** 256 random bits, in 43 letters, digits, hyphens and underscores. */
    public static String next() {
        byte[] secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }
}
