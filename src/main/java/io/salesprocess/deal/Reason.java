package io.salesprocess.deal;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * Why somebody did something, in their words. History keeps a digest only: the words can be erased (rule 12), and as long as
 * they are there, the digest proves that nobody rewrote them. The salt keeps short reasons from being guessed by their digest.
 */
record Reason(String text, byte[] salt) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SALT_BYTES = 16;

    static Reason of(String text) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return new Reason(text, salt);
    }

    byte[] digest() {
        return HashChain.sha256(salt, text.getBytes(StandardCharsets.UTF_8));
    }
}
