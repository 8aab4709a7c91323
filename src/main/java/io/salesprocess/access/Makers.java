package io.salesprocess.access;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Callers who have made something that goes on to act for them, such as a link: what they may do by now. */
@Singleton
public class Makers {

    private final ApiKeys keys;
    private final Clock clock;

    Makers(ApiKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * The caller as of now. Of a key it is the one that is valid, also after a rotation; empty once it is revoked or expired. Users are
     * as their token said they were: the identity provider is not asked about users who are not there.
     *
     * @param made as it was then
     */
    public Optional<Caller> asOfNow(Caller made) {
        if (made.kind() != Caller.Kind.API_KEY) {
            return Optional.of(made);
        }
        Instant now = clock.instant();
        UUID line = UUID.fromString(made.identity().substring(ApiKey.LINE.length()));
        return keys.ofLine(line).stream()
                .filter(key -> key.isGood(now))
                .findFirst()
                .map(ApiKey::caller);
    }
}
