package io.salesprocess.event.webhook;

import io.salesprocess.event.webhook.wire.WebhookSecret;
import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.database.Transactions;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of webhooks. */
@Singleton
class WebhookStore {

    private static final String SELECT = """
            SELECT id, url, description, types, disabled_at, disabled_reason, secret, previous_secret, previous_until, created_at,
                created_by, version
            FROM webhook""";
    private static final String FIND = SELECT + " WHERE id = ?";
    private static final String LOCK = FIND + " FOR NO KEY UPDATE";
    private static final String AFTER = SELECT + " WHERE id > ? ORDER BY id LIMIT ?";
    private static final String ALL = SELECT + " ORDER BY id";
    private static final String COUNT = "SELECT FROM webhook LIMIT ?";
    private static final String ONE_AT_A_TIME = "LOCK TABLE webhook IN SHARE ROW EXCLUSIVE MODE";

    private static final String INSERT = """
            INSERT INTO webhook (id, url, description, types, enabled, disabled_at, disabled_reason, secret, position,
                position_at, created_at, created_by, version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)""";
    private static final String UPDATE = """
            UPDATE webhook SET url = ?, description = ?, types = ?, enabled = ?, disabled_at = ?, disabled_reason = ?,
                version = version + 1
            WHERE id = ?""";
    private static final String DISABLE = """
            UPDATE webhook SET enabled = false, disabled_at = ?, disabled_reason = ?, version = version + 1
            WHERE id = ? AND enabled""";
    private static final String ROTATE = """
            UPDATE webhook SET secret = ?, previous_secret = ?, previous_until = ?, version = version + 1 WHERE id = ?""";
    private static final String FORGET_OLD_SECRETS =
            "UPDATE webhook SET previous_secret = NULL, previous_until = NULL WHERE previous_until <= ?";
    private static final String DELETE = "DELETE FROM webhook WHERE id = ?";

    /** Its place in history; one instance at a time goes on from there. */
    private static final String TAKE_TURN = """
            SELECT types, position, position_at, not_before, created_at FROM webhook WHERE id = ? AND enabled
            FOR NO KEY UPDATE SKIP LOCKED""";

    private static final String GO_ON = "UPDATE webhook SET position = ?, position_at = ? WHERE id = ?";
    private static final String GO_BACK = """
            UPDATE webhook SET position = ?, position_at = ?, not_before = ?, version = version + 1 WHERE id = ?""";

    private final Sql sql;

    WebhookStore(Sql sql) {
        this.sql = sql;
    }

    /**
     * How far a webhook has come in history.
     *
     * @param position a cursor of the feed
     * @param at when the last event before it happened
     * @param notBefore null unless the position was lost
     */
    record Place(List<String> types, String position, Instant at, Instant notBefore, Instant createdAt) {}

    Optional<Webhook> find(UUID id) {
        return sql.first(FIND, WebhookStore::webhook, id);
    }

    /** The webhook; it does not change until the transaction ends. */
    Optional<Webhook> lock(UUID id) {
        Transactions.mustBeThere();
        return sql.first(LOCK, WebhookStore::webhook, id);
    }

    /** Lets no other transaction add or change webhooks until this one ends. */
    void holdAll() {
        Transactions.mustBeThere();
        sql.update(ONE_AT_A_TIME);
    }

    List<Webhook> after(UUID id, int limit) {
        return sql.list(AFTER, WebhookStore::webhook, id, limit);
    }

    /** All there are: those that are disabled can still be tested. */
    List<Webhook> all() {
        return sql.list(ALL, WebhookStore::webhook);
    }

    /** How many there are, but no more than the limit. */
    long count(int limit) {
        return sql.count(COUNT, limit);
    }

    void insert(Webhook webhook, String position) {
        sql.update(
                INSERT,
                webhook.id(),
                webhook.url(),
                webhook.description(),
                array(webhook.types()),
                webhook.isEnabled(),
                webhook.disabledAt(),
                name(webhook.disabledReason()),
                webhook.secret().bytes(),
                position,
                webhook.createdAt(),
                webhook.createdAt(),
                webhook.createdBy());
    }

    /** Changes what callers can change. */
    void update(UUID id, WebhookRequest wanted, Instant disabledAt, DisabledReason reason) {
        sql.update(
                UPDATE,
                wanted.url(),
                wanted.description(),
                array(wanted.types()),
                wanted.enabled(),
                disabledAt,
                name(reason),
                id);
    }

    /** False if it was disabled before. */
    boolean disable(UUID id, DisabledReason reason, Instant at) {
        return sql.update(DISABLE, at, name(reason), id) == 1;
    }

    void rotate(UUID id, WebhookSecret next, WebhookSecret previous, Instant previousUntil) {
        sql.update(ROTATE, next.bytes(), previous == null ? null : previous.bytes(), previousUntil, id);
    }

    void forgetSecretsUntil(Instant time) {
        sql.update(FORGET_OLD_SECRETS, time);
    }

    boolean delete(UUID id) {
        return sql.update(DELETE, id) == 1;
    }

    /** Empty if the webhook is not enabled, or if another transaction is at it. It is held until this one ends. */
    Optional<Place> takeTurn(UUID id) {
        Transactions.mustBeThere();
        return sql.first(
                TAKE_TURN,
                row -> new Place(
                        List.of((String[]) row.getArray("types").getArray()),
                        row.getString("position"),
                        Sql.instant(row, "position_at"),
                        Sql.instant(row, "not_before"),
                        Sql.instant(row, "created_at")),
                id);
    }

    void goOn(UUID id, String position, Instant at) {
        sql.updateLater(GO_ON, position, at, id);
    }

    /** @param notBefore events before this time, and those that have a message, are passed over; null to deliver all again */
    void goBack(UUID id, String position, Instant at, Instant notBefore) {
        sql.update(GO_BACK, position, at, notBefore, id);
    }

    private static String[] array(List<String> texts) {
        return texts.toArray(String[]::new);
    }

    private static String name(DisabledReason reason) {
        return reason == null ? null : HyphenatedEnums.nameOf(reason);
    }

    private static Webhook webhook(ResultSet row) throws SQLException {
        String reason = row.getString("disabled_reason");
        byte[] previous = row.getBytes("previous_secret");
        return new Webhook(
                row.getObject("id", UUID.class),
                row.getString("url"),
                row.getString("description"),
                List.of((String[]) row.getArray("types").getArray()),
                Sql.instant(row, "disabled_at"),
                reason == null ? null : HyphenatedEnums.valueOf(DisabledReason.class, reason),
                WebhookSecret.of(row.getBytes("secret")),
                previous == null ? null : WebhookSecret.of(previous),
                Sql.instant(row, "previous_until"),
                Sql.instant(row, "created_at"),
                row.getString("created_by"),
                row.getLong("version"));
    }
}
