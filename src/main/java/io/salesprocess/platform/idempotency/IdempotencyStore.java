package io.salesprocess.platform.idempotency;

import io.salesprocess.platform.sql.Sql;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** Keeps answers by caller, address and key. Runs in the transaction of the effect. */
@Singleton
public class IdempotencyStore {

    /**
     * Looks for an answer, and takes the key for this transaction in the same round trip. The lock is gone with the
     * transaction, however it ends, so a crash leaves nothing behind.
     */
    private static final String RESERVE = """
            SELECT pg_try_advisory_xact_lock(hashtextextended(?, 0)) AS reserved,
                   r.fingerprint, r.status, r.location, r.body
            FROM (VALUES (1)) AS one(row)
            LEFT JOIN idempotency_record r ON r.caller = ? AND r.address = ? AND r.key = ?
            """;

    private static final String KEEP = """
            INSERT INTO idempotency_record (caller, address, key, fingerprint, status, location, created_at, body, prospect_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String FORGET =
            "UPDATE idempotency_record SET body = NULL, fingerprint = '' WHERE prospect_id = ?";

    private static final String SWEEP = """
            DELETE FROM idempotency_record WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM idempotency_record WHERE created_at < ? ORDER BY created_at LIMIT ? FOR UPDATE SKIP LOCKED))
            """;

    private final Sql sql;
    private final Clock clock;

    IdempotencyStore(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** One key of one caller at one address. */
    record Slot(String caller, String address, String key) {}

    /** An answer given before; without a body once the prospect that it told of has been erased. */
    record Stored(byte[] fingerprint, int status, String location, byte[] body) {}

    /**
     * @param reserved whether this transaction now holds the key
     * @param stored null if no request with the key has been carried out
     */
    record Found(boolean reserved, Stored stored) {}

    /** Another transaction has kept an answer for the key first. */
    static final class TakenException extends RuntimeException {
        TakenException(Sql.Failure cause) {
            super("The key was taken in the meantime.", cause);
        }
    }

    /** Empties the answers that told of an erased prospect. The records stay, so that no effect is repeated. */
    public void forget(UUID prospectId) {
        sql.update(FORGET, prospectId);
    }

    /** Takes some of the oldest answers away, and tells how many; other instances may be at it as well. */
    int sweep(Instant before, int most) {
        return sql.update(SWEEP, before, most);
    }

    Found reserve(Slot slot) {
        String lock = String.join("\n", slot.caller(), slot.address(), slot.key());
        return sql.first(
                        RESERVE,
                        row -> {
                            byte[] fingerprint = row.getBytes("fingerprint");
                            Stored stored = fingerprint == null
                                    ? null
                                    : new Stored(
                                            fingerprint,
                                            row.getInt("status"),
                                            row.getString("location"),
                                            row.getBytes("body"));
                            return new Found(row.getBoolean("reserved"), stored);
                        },
                        lock,
                        slot.caller(),
                        slot.address(),
                        slot.key())
                .orElseThrow();
    }

    /** @param location as it is to be kept */
    void keep(Slot slot, byte[] fingerprint, Posts.Written written, String location) {
        Answer answer = written.answer();
        try {
            sql.update(
                    KEEP,
                    slot.caller(),
                    slot.address(),
                    slot.key(),
                    fingerprint,
                    answer.status(),
                    location,
                    clock.instant(),
                    written.replay(),
                    answer.prospectId());
        } catch (Sql.Failure e) {
            if (e.isDuplicate()) {
                throw new TakenException(e);
            }
            throw e;
        }
    }
}
