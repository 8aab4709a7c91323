package io.salesprocess.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A key without its secret, which is not stored.
 *
 * @param lineId the first key of those that followed one another by rotation; to the service they are one caller
 * @param hint how the secret begins
 * @param forms the keys of the forms that may be submitted; null for every form
 * @param createdBy the id of the key or user that created it
 * @param expiresAt when it was meant to end, or null
 * @param retiresAt when it ends because another one follows it, or null
 * @param lastUsedAt to the minute
 */
record ApiKey(
        UUID id,
        UUID lineId,
        String name,
        String hint,
        Set<Role> roles,
        UUID salespersonId,
        Set<String> forms,
        Instant createdAt,
        String createdBy,
        Instant expiresAt,
        Instant retiresAt,
        Instant revokedAt,
        Instant lastUsedAt) {

    /** How the identity of a caller with a key begins; the id of its line follows. */
    static final String LINE = "key:";

    boolean isGood(Instant now) {
        return revokedAt == null && (goodUntil() == null || now.isBefore(goodUntil()));
    }

    /** When it ends, for whichever reason comes first; null for never. */
    Instant goodUntil() {
        if (expiresAt == null || retiresAt == null) {
            return expiresAt == null ? retiresAt : expiresAt;
        }
        return expiresAt.isBefore(retiresAt) ? expiresAt : retiresAt;
    }

    Caller caller() {
        return new Caller(Caller.Kind.API_KEY, id.toString(), LINE + lineId, roles, salespersonId, forms);
    }

    /** The key that follows this one: the same rights, and as long a life as this one was given. */
    ApiKey successor(UUID successorId, String newHint, Instant now, String by) {
        Instant expiry = expiresAt == null ? null : now.plus(Duration.between(createdAt, expiresAt));
        return new ApiKey(
                successorId, lineId, name, newHint, roles, salespersonId, forms, now, by, expiry, null, null, null);
    }
}
