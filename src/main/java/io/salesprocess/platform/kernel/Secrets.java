package io.salesprocess.platform.kernel;

import java.security.SecureRandom;
import java.util.Base64;

/** Random secrets that cannot be guessed, so that storing a plain hash is safe. */
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
