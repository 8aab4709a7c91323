package io.salesprocess.event.webhook;

import io.salesprocess.event.webhook.WebhookBodies.DeliveryResponse;
import io.salesprocess.event.webhook.wire.Answer;
import io.salesprocess.platform.database.Condition;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.database.Transactions;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The rows of attempts. */
@Singleton
class DeliveryStore {

    /** Not of webhooks that have been deleted meanwhile. */
    private static final String INSERT = """
            INSERT INTO webhook_delivery (id, webhook_id, message_id, type, attempt, delivered, status, duration_ms,
                response_excerpt, error, at)
            SELECT n.* FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::integer[], ?::boolean[], ?::integer[], ?::bigint[],
                ?::text[], ?::text[], ?::timestamptz[])
                AS n (id, webhook_id, message_id, type, attempt, delivered, status, duration_ms, response_excerpt, error, at)
            WHERE EXISTS (SELECT FROM webhook w WHERE w.id = n.webhook_id)""";

    private static final String SELECT = """
            SELECT id, message_id, type, attempt, delivered, status, duration_ms, response_excerpt, error, at
            FROM webhook_delivery WHERE\s""";
    private static final String NEWEST_FIRST = " AND id < ? ORDER BY id DESC LIMIT ?";

    private static final String SWEEP = """
            DELETE FROM webhook_delivery WHERE id IN (
                SELECT id FROM webhook_delivery WHERE at < ? LIMIT ? FOR UPDATE SKIP LOCKED)""";

    private final Sql sql;

    DeliveryStore(Sql sql) {
        this.sql = sql;
    }

    /** An attempt that has ended. */
    record Attempt(UUID id, Claimed message, Answer answer, Instant at) {}

    void insert(List<Attempt> attempts) {
        sql.updateLater(
                INSERT,
                array(attempts, Attempt::id, UUID[]::new),
                array(attempts, attempt -> attempt.message().webhookId(), UUID[]::new),
                array(attempts, attempt -> attempt.message().event().id(), UUID[]::new),
                array(attempts, attempt -> attempt.message().event().type(), String[]::new),
                array(attempts, attempt -> attempt.message().failed() + 1, Integer[]::new),
                array(attempts, attempt -> attempt.answer().isAccepted(), Boolean[]::new),
                array(attempts, attempt -> attempt.answer().status(), Integer[]::new),
                array(attempts, attempt -> attempt.answer().took().toMillis(), Long[]::new),
                array(attempts, attempt -> attempt.answer().excerpt(), String[]::new),
                array(attempts, attempt -> attempt.answer().error(), String[]::new),
                array(attempts, attempt -> attempt.at().toString(), String[]::new));
    }

    /** Attempts before this one, newest first. */
    List<DeliveryResponse> before(UUID webhookId, UUID eventId, UUID id, int limit) {
        Condition where = of(webhookId, eventId);
        List<Object> parameters = new ArrayList<>(where.parameters());
        Collections.addAll(parameters, id, limit);
        return sql.list(SELECT + where.sql() + NEWEST_FIRST, DeliveryStore::delivery, parameters.toArray());
    }

    /** How many there are, but no more than the limit. */
    long count(UUID webhookId, UUID eventId, int limit) {
        Condition where = of(webhookId, eventId);
        List<Object> parameters = new ArrayList<>(where.parameters());
        parameters.add(limit);
        return sql.count("SELECT FROM webhook_delivery WHERE " + where.sql() + " LIMIT ?", parameters.toArray());
    }

    Optional<DeliveryResponse> find(UUID webhookId, UUID id) {
        return sql.first(SELECT + "webhook_id = ? AND id = ?", DeliveryStore::delivery, webhookId, id);
    }

    /** Deletes some attempts that were made before the time, and tells how many. */
    int sweep(Instant before, int limit) {
        Transactions.mustBeThere();
        return sql.update(SWEEP, before, limit);
    }

    private static Condition of(UUID webhookId, UUID eventId) {
        return Condition.of("webhook_id = ?", webhookId).andIf("message_id = ?", eventId);
    }

    private static DeliveryResponse delivery(ResultSet row) throws SQLException {
        return new DeliveryResponse(
                row.getObject("id", UUID.class),
                row.getObject("message_id", UUID.class),
                row.getString("type"),
                row.getInt("attempt"),
                row.getBoolean("delivered"),
                row.getObject("status", Integer.class),
                row.getLong("duration_ms"),
                row.getString("response_excerpt"),
                row.getString("error"),
                Sql.instant(row, "at"));
    }

    private static <R, T> T[] array(List<R> rows, Function<R, T> column, IntFunction<T[]> array) {
        return rows.stream().map(column).toArray(array);
    }
}
