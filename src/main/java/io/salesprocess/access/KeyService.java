package io.salesprocess.access;

import io.salesprocess.access.ApiKeyBodies.ApiKeyRequest;
import io.salesprocess.platform.digest.Sha256;
import io.salesprocess.platform.id.Ids;
import io.salesprocess.platform.problem.FieldError;
import io.salesprocess.platform.problem.ProblemException;
import io.salesprocess.platform.problem.ProblemType;
import io.salesprocess.platform.sql.Retried;
import io.salesprocess.platform.sql.Sql;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Makes, rotates and revokes keys. */
@Singleton
class KeyService {

    private static final Duration OVERLAP = Duration.ofDays(1);
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

    /** Where the request is wrong if a row that it refers to is not there. */
    private static final Map<String, FieldError> MISSING = Map.of(
            "api_key_salesperson", FieldError.at("/salespersonId", "is not the id of a salesperson"),
            "api_key_form_form", FieldError.at("/forms", "names a form that does not exist"));

    private final ApiKeys keys;
    private final Access access;
    private final Ids ids;
    private final Clock clock;

    KeyService(ApiKeys keys, Access access, Ids ids, Clock clock) {
        this.keys = keys;
        this.access = access;
        this.ids = ids;
        this.clock = clock;
    }

    /** A key and its secret. */
    record Made(ApiKey key, String secret) {}

    @Transactional(TxType.MANDATORY)
    Made make(ApiKeyRequest wanted) {
        Instant now = clock.instant();
        check(wanted, now);
        String secret = ApiKeySecret.next();
        UUID id = ids.next();
        return keep(
                new ApiKey(
                        id,
                        id,
                        wanted.name(),
                        ApiKeySecret.hint(secret),
                        EnumSet.copyOf(wanted.roles()),
                        wanted.salespersonId(),
                        wanted.forms() == null ? null : Set.copyOf(wanted.forms()),
                        now,
                        access.caller().id(),
                        wanted.expiresAt(),
                        null,
                        null,
                        null),
                secret);
    }

    /** @param overlap how long the old key stays good; null for a day */
    @Transactional(TxType.MANDATORY)
    Made rotate(UUID id, Duration overlap) {
        Duration both = overlap == null ? OVERLAP : overlap;
        if (both.isNegative() || both.compareTo(LONGEST_OVERLAP) > 0) {
            throw ProblemException.invalid(FieldError.at("/overlap", "must be from PT0S to P30D"));
        }
        Instant now = clock.instant();
        ApiKey old = keys.lock(id).orElseThrow(ProblemException::notFound);
        if (!old.isGood(now)) {
            throw ProblemException.of(ProblemType.CONFLICT, "The key is revoked or expired; make a new one.");
        }
        keys.retire(id, now.plus(both));
        String secret = ApiKeySecret.next();
        return keep(
                old.successor(
                        ids.next(),
                        ApiKeySecret.hint(secret),
                        now,
                        access.caller().id()),
                secret);
    }

    @Retried
    @Transactional
    void revoke(UUID id) {
        keys.lock(id).orElseThrow(ProblemException::notFound);
        keys.revoke(id, clock.instant());
    }

    private Made keep(ApiKey key, String secret) {
        try {
            keys.insert(key, Sha256.of(secret));
        } catch (Sql.Failure e) {
            throw e.missingReference()
                    .map(MISSING::get)
                    .<RuntimeException>map(ProblemException::invalid)
                    .orElse(e);
        }
        return new Made(key, secret);
    }

    private static void check(ApiKeyRequest wanted, Instant now) {
        if (Set.copyOf(wanted.roles()).size() < wanted.roles().size()) {
            throw ProblemException.invalid(FieldError.at("/roles", "must name each role once"));
        }
        if (wanted.roles().contains(Role.SALESPERSON) && wanted.salespersonId() == null) {
            throw ProblemException.invalid(FieldError.at(
                    "/salespersonId", "is needed for the role salesperson: whose deals are the key's own?"));
        }
        if (wanted.forms() != null
                && Set.copyOf(wanted.forms()).size() < wanted.forms().size()) {
            throw ProblemException.invalid(FieldError.at("/forms", "must name each form once"));
        }
        if (wanted.expiresAt() != null && !wanted.expiresAt().isAfter(now)) {
            throw ProblemException.invalid(FieldError.at("/expiresAt", "must be in the future"));
        }
    }
}
