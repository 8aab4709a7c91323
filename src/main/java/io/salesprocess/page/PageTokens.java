package io.salesprocess.page;

import io.salesprocess.platform.kernel.Secrets;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tokens that stand hidden in a form, against forgery and double posting. They are signed and expire, so that nothing has to be
 * kept for a visitor who only looks; what is sent with one is stored under its nonce, which makes it good for one submission.
 */
@Singleton
class PageTokens {

    private static final Pattern TOKEN = Pattern.compile("(\\d{1,12})[.]([A-Za-z0-9_-]{43})[.]([A-Za-z0-9_-]{43})");
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final PageSecret secret;
    private final Clock clock;

    PageTokens(PageSecret secret, Clock clock) {
        this.secret = secret;
        this.clock = clock;
    }

    /**
     * A token that came back.
     *
     * @param age since the page was shown
     */
    record Token(String nonce, Duration age) {}

    /**
     * A new token for the page of this form.
     *
     * @param age for how long the visitor has been at it already
     */
    String issue(String form, Duration age) {
        String signed = clock.instant().minus(age).getEpochSecond() + "." + Secrets.next();
        return signed + "." + signature(form, signed);
    }

    /** The token, if it was issued for this form. */
    Optional<Token> read(String form, String token) {
        Matcher parts = TOKEN.matcher(token == null ? "" : token);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String signed = parts.group(1) + "." + parts.group(2);
        byte[] expected = signature(form, signed).getBytes(StandardCharsets.US_ASCII);
        Instant issued = Instant.ofEpochSecond(Long.parseLong(parts.group(1)));
        return MessageDigest.isEqual(expected, parts.group(3).getBytes(StandardCharsets.US_ASCII))
                ? Optional.of(new Token(parts.group(2), Duration.between(issued, clock.instant())))
                : Optional.empty();
    }

    /** The secret of the message link of what was sent with this nonce: always the same, and nobody can guess it. */
    String messageLink(String form, String nonce) {
        return BASE64.encodeToString(secret.sign("message-link " + form + " " + nonce));
    }

    private String signature(String form, String signed) {
        return BASE64.encodeToString(secret.sign("form " + form + " " + signed));
    }
}
