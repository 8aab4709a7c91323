package io.salesprocess.platform.api;

import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.database.SqlStates;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Keeps answers by caller, address and key: in the transaction of the effect. They are found outside of any. */
@Singleton
public class IdempotencyStore {

    private static final String FIND =
            "SELECT fingerprint, status, location, body FROM idempotency_record WHERE caller = ? AND address = ? AND key = ?";

    /** By the database's clock, which is the same for all instances; so are answers swept. */
    private static final String KEEP = """
            INSERT INTO idempotency_record (caller, address, key, fingerprint, status, location, created_at, body, prospect_id)
            VALUES (?, ?, ?, ?, ?, ?, now(), ?, ?)
            """;

    private static final String FORGET =
            "UPDATE idempotency_record SET body = NULL, fingerprint = '' WHERE prospect_id = ?";

    private static final String FORGET_SINCE = FORGET + " AND created_at >= ?";

    private static final String SWEEP = """
            DELETE FROM idempotency_record WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM idempotency_record WHERE created_at < now() - make_interval(secs => ?) ORDER BY created_at LIMIT ? FOR UPDATE SKIP LOCKED))
            """;

    private final Sql sql;

    IdempotencyStore(Sql sql) {
        this.sql = sql;
    }

    /** One key of one caller at one address. */
    record Slot(String caller, String address, String key) {}

    /** An answer given before; without a body once the prospect that it told of has been erased. */
    record Stored(byte[] fingerprint, int status, String location, byte[] body) {

        /** Whether it told of a prospect who has been erased since. */
        boolean isErased() {
            return fingerprint.length == 0;
        }
    }

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

    /** The same for responses of this time and later. */
    public void forget(UUID prospectId, Instant since) {
        sql.update(FORGET_SINCE, prospectId, since);
    }

    /** Takes some of the oldest answers away, and tells how many; other instances may be at it as well. */
    int sweep(Duration keep, int most) {
        return sql.update(SWEEP, keep.toSeconds(), most);
    }

    Optional<Stored> find(Slot slot) {
        return sql.first(
                FIND,
                row -> new Stored(
                        row.getBytes("fingerprint"),
                        row.getInt("status"),
                        row.getString("location"),
                        row.getBytes("body")),
                slot.caller(),
                slot.address(),
                slot.key());
    }

    /**
     * Keeps an answer, as the last statement of the transaction of its effect. While another transaction does the same for the same
     * key, this one waits for its end.
     *
     * @param location as it is to be kept
     */
    void keep(Slot slot, byte[] fingerprint, Idempotency.Written written, String location) {
        WriteResult result = written.result();
        try {
            sql.updateLast(
                    KEEP,
                    slot.caller(),
                    slot.address(),
                    slot.key(),
                    fingerprint,
                    result.status(),
                    location,
                    written.replay(),
                    result.prospectId());
        } catch (Sql.Failure e) {
            if (e.violates("idempotency_record_pk")) {
                throw new TakenException(e);
            }
            if (SqlStates.of(e).filter(SqlStates.LOCK_NOT_AVAILABLE::equals).isPresent()) {
                throw inProgress();
            }
            throw e;
        }
    }

    static ProblemException inProgress() {
        return ProblemException.of(
                ProblemType.IDEMPOTENCY_IN_PROGRESS, "A request with this key is in progress; retry.");
    }
}
