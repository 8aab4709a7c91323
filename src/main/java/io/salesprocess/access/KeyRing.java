package io.salesprocess.access;

import io.salesprocess.platform.cache.Recent;
import io.salesprocess.platform.digest.Sha256;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Knows keys by their secrets. What the database said is believed for a second, so that a busy caller costs no round trip per
 * request; a key that is revoked through another instance is therefore good for a second longer.
 */
@Singleton
class KeyRing {

    private final ApiKeys keys;
    private final Clock clock;
    private final Recent<ByteBuffer, Optional<ApiKey>> known = new Recent<>();

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
        known.forget();
    }

    private Optional<ApiKey> load(byte[] hash, Instant now) {
        Optional<ApiKey> found = keys.byHash(hash);
        found.filter(key -> key.isGood(now)).ifPresent(key -> keys.used(key, now));
        return found;
    }
}
