package io.salesprocess.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.salesprocess.platform.digest.Sha256;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Knows keys by their secrets. What the database said is believed for a second, so that a busy caller costs no round trip per
 * request; a key that is revoked through another instance is therefore good for a second longer.
 */
@Singleton
class KeyRing {

    private static final Duration BELIEVED_FOR = Duration.ofSeconds(1);
    private static final long MOST = 10_000;

    private final ApiKeys keys;
    private final Clock clock;
    private final Cache<ByteBuffer, Optional<ApiKey>> known = Caffeine.newBuilder()
            .ticker(Ticker.systemTicker())
            .expireAfterWrite(BELIEVED_FOR)
            .maximumSize(MOST)
            .build();

    KeyRing(ApiKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** The key with this secret, if there is one and it is neither expired nor revoked. */
    Optional<ApiKey> find(String secret) {
        Instant now = clock.instant();
        return known.get(ByteBuffer.wrap(Sha256.of(secret)), hash -> load(hash.array(), now))
                .filter(key -> key.isGood(now));
    }

    /** After keys have been made or revoked here. */
    void forget() {
        known.invalidateAll();
    }

    private Optional<ApiKey> load(byte[] hash, Instant now) {
        Optional<ApiKey> found = keys.byHash(hash);
        found.filter(key -> key.isGood(now)).ifPresent(key -> keys.used(key, now));
        return found;
    }
}
