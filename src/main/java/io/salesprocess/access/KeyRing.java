package io.salesprocess.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.salesprocess.platform.kernel.Recent;
import io.salesprocess.platform.kernel.Sha256;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds keys by their secrets. Results are cached for one second, so that a busy caller costs no round trip per
 * request; a key that is revoked at another instance stays valid for up to one second.
 */
@Singleton
class KeyRing {

    private static final Duration REMEMBERED_FOR = Duration.ofHours(1);
    private static final long MOST_REMEMBERED = 10_000;

    private final ApiKeys keys;
    private final KeyUses uses;
    private final Clock clock;
    private final Recent<ByteBuffer, Optional<ApiKey>> known = new Recent<>();
    private final Cache<ByteBuffer, Boolean> goodBefore = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED_FOR)
            .maximumSize(MOST_REMEMBERED)
            .build();

    KeyRing(ApiKeys keys, KeyUses uses, Clock clock) {
        this.keys = keys;
        this.uses = uses;
        this.clock = clock;
    }

    /** Whether the secret was valid recently, so that it is not a guess. Needs no look-up. */
    boolean hasBeenGood(String secret) {
        return goodBefore.getIfPresent(hash(secret)) != null;
    }

    /** The key with this secret, if there is one and it is neither expired nor revoked. */
    Optional<ApiKey> find(String secret) {
        Instant now = clock.instant();
        return known.get(hash(secret), hash -> load(hash, now)).filter(key -> key.isGood(now));
    }

    /** After keys have been made or revoked here. */
    void forget() {
        known.forget();
    }

    private Optional<ApiKey> load(ByteBuffer hash, Instant now) {
        Optional<ApiKey> found = keys.byHash(hash.array());
        found.filter(key -> key.isGood(now)).ifPresent(key -> {
            goodBefore.put(hash, true);
            uses.note(key, now);
        });
        return found;
    }

    private static ByteBuffer hash(String secret) {
        return ByteBuffer.wrap(Sha256.of(secret));
    }
}
