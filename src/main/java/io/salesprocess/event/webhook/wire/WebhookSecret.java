package io.salesprocess.event.webhook.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What messages of a webhook are signed with, as Standard Webhooks defines it: random bytes that receivers know as {@code whsec_}
 * and their Base64.
 */
public final class WebhookSecret {

    private static final String PREFIX = "whsec_";
    private static final String VERSION = "v1,";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] bytes;

    private WebhookSecret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A new one, of 256 random bits. */
    public static WebhookSecret next() {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        return new WebhookSecret(random);
    }

    /** The secret with these bytes. */
    public static WebhookSecret of(byte[] bytes) {
        return new WebhookSecret(bytes.clone());
    }

    /** The secret that receivers know by this text. */
    public static WebhookSecret parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("does not begin with " + PREFIX);
        }
        return new WebhookSecret(Base64.getDecoder().decode(text.substring(PREFIX.length())));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** What receivers are told. */
    public String text() {
        return PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    /** One signature of the header {@code webhook-signature}, which separates several by spaces. */
    public String sign(String id, Instant timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(bytes, ALGORITHM));
            mac.update((id + "." + timestamp.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
            return VERSION + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC with SHA-256.", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WebhookSecret secret && Arrays.equals(bytes, secret.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Not the secret: texts of objects end up in logs. */
    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
