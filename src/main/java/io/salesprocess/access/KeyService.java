package io.salesprocess.access;

import io.salesprocess.access.ApiKeyBodies.ApiKeyRequest;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.platform.database.AfterCommit;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.database.Transactions;
import io.salesprocess.platform.kernel.Ids;
import io.salesprocess.platform.kernel.Sha256;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Makes, rotates and revokes keys. */
@UseCase
class KeyService {

    private static final Duration OVERLAP = Duration.ofDays(1);
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

    /** Where the request is wrong if a row that it refers to is not there. */
    private static final Map<String, FieldError> MISSING = Map.of(
            "api_key_salesperson", FieldError.at("/salespersonId", "is not the id of a salesperson"),
            "api_key_form_form", FieldError.at("/forms", "names a form that does not exist"));

    private final ApiKeys keys;
    private final KeyRing ring;
    private final AuditTrail audit;
    private final AfterCommit afterCommit;
    private final Ids ids;
    private final Clock clock;

    KeyService(ApiKeys keys, KeyRing ring, AuditTrail audit, AfterCommit afterCommit, Ids ids, Clock clock) {
        this.keys = keys;
        this.ring = ring;
        this.audit = audit;
        this.afterCommit = afterCommit;
        this.ids = ids;
        this.clock = clock;
    }

    /** A key and its secret. */
    record Made(ApiKey key, String secret) {}

    /** Keys, oldest first, those that have been revoked as well. */
    List<ApiKey> list(Caller caller, UUID after, int limit) {
        caller.require(Permission.READ_API_KEYS);
        return keys.after(after, limit);
    }

    /** How many the list has, but no more than the limit. */
    long count(Caller caller, int limit) {
        caller.require(Permission.READ_API_KEYS);
        return keys.count(limit);
    }

    ApiKey get(Caller caller, UUID id) {
        caller.require(Permission.READ_API_KEYS);
        return keys.find(id).orElseThrow(ProblemException::notFound);
    }

    /** What the key of the caller is called; null if the caller has none. */
    String nameOf(Caller caller) {
        return caller.kind() == Caller.Kind.API_KEY
                ? keys.find(UUID.fromString(caller.id())).map(ApiKey::name).orElse(null)
                : null;
    }

    /** Makes a key. Refused are a salesperson or a form that does not exist, and an expiry in the past. */
    Made make(Caller caller, ApiKeyRequest wanted) {
        Transactions.mustBeThere();
        caller.require(Permission.EDIT_API_KEYS);
        Instant now = clock.instant();
        check(wanted, now);
        String secret = ApiKeySecret.next();
        UUID id = ids.next();
        return keep(
                caller,
                new ApiKey(
                        id,
                        id,
                        wanted.name(),
                        ApiKeySecret.hint(secret),
                        EnumSet.copyOf(wanted.roles()),
                        wanted.salespersonId(),
                        wanted.forms() == null ? null : Set.copyOf(wanted.forms()),
                        now,
                        caller.id(),
                        wanted.expiresAt(),
                        null,
                        null,
                        null),
                secret);
    }

    /**
     * Replaces a key by one with the same rights; refused for a key that is not valid any more.
     *
     * @param overlap how long the old key stays valid; null for a day
     */
    Made rotate(Caller caller, UUID id, Duration overlap) {
        Transactions.mustBeThere();
        caller.require(Permission.EDIT_API_KEYS);
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
        afterCommit.run(ring::forget);
        String secret = ApiKeySecret.next();
        audit.record(caller, AuditAction.API_KEY_ROTATED, id);
        return keep(caller, old.successor(ids.next(), ApiKeySecret.hint(secret), now, caller.id()), secret);
    }

    /** Revokes a key at once and for good; it stays readable. */
    void revoke(Caller caller, UUID id) {
        Transactions.mustBeThere();
        caller.require(Permission.EDIT_API_KEYS);
        keys.lock(id).orElseThrow(ProblemException::notFound);
        if (keys.revoke(id, clock.instant())) {
            audit.record(caller, AuditAction.API_KEY_REVOKED, id);
        }
        // Not before the commit: what is read until then is the key as it was.
        afterCommit.run(ring::forget);
    }

    private Made keep(Caller caller, ApiKey key, String secret) {
        try {
            keys.insert(key, Sha256.of(secret));
        } catch (Sql.Failure e) {
            throw e.missingReference()
                    .map(MISSING::get)
                    .<RuntimeException>map(ProblemException::invalid)
                    .orElse(e);
        }
        audit.record(caller, AuditAction.API_KEY_CREATED, key.id());
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
