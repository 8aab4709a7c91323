package io.salesprocess.deal.history;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * Why a transition was made, in the words of the caller. History keeps a digest only: the words can be erased (rule 12), and as long as
 * they are there, the digest proves that they were not rewritten. The salt keeps short reasons from being guessed by their digest.
 */
public record Reason(String text, byte[] salt) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SALT_BYTES = 16;

    /** A reason with a salt of its own. */
    public static Reason of(String text) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return new Reason(text, salt);
    }

    /** What history keeps of it for good. */
    public byte[] digest() {
        return HashChain.sha256(salt, text.getBytes(StandardCharsets.UTF_8));
    }
}
