package io.salesprocess.event.webhook;

import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.database.Transactions;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The rows of messages: what is to be delivered, in which order, and who is at it. */
@Singleton
class MessageStore {

    private static final String ROWS = """
            INSERT INTO webhook_message AS m (webhook_id, id, deal_id, sequence, type, payload, state, attempts, due_at, queued_at)
            SELECT ?, n.id, n.deal_id, n.sequence, n.type, n.payload, 'pending', 0, ?, ?
            FROM unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::text[], ?::text[]) AS n (id, deal_id, sequence, type, payload)
            ON CONFLICT (webhook_id, id) DO""";

    /** What is on its way already stays as it is; what has arrived is delivered again. */
    private static final String QUEUE = ROWS + """
             UPDATE SET state = 'pending', attempts = 0, due_at = excluded.due_at, queued_at = excluded.queued_at,
                ended_at = NULL
            WHERE m.state <> 'pending'""";

    private static final String QUEUE_UNKNOWN = ROWS + " NOTHING";

    private static final String PENDING =
            "SELECT FROM webhook_message WHERE webhook_id = ? AND state = 'pending' LIMIT ?";

    /**
     * What is due and next in its deal, at most so many of each webhook. A lease that lasts longer than any does was taken before
     * the clock was put back. A test belongs to no deal.
     */
    private static final String CLAIM = """
            UPDATE webhook_message m SET lease = ?, leased_until = ?
            FROM (
                SELECT next.webhook_id, next.id
                FROM unnest(?::uuid[], ?::integer[], ?::boolean[]) AS hook (id, room, enabled)
                CROSS JOIN LATERAL (
                    SELECT c.webhook_id, c.id FROM webhook_message c
                    WHERE c.webhook_id = hook.id AND c.state = 'pending' AND c.due_at <= ?
                        AND (hook.enabled OR c.deal_id IS NULL)
                        AND (c.lease IS NULL OR c.leased_until <= ? OR c.leased_until > ?)
                        AND NOT EXISTS (SELECT FROM webhook_message earlier
                            WHERE earlier.webhook_id = c.webhook_id AND earlier.deal_id = c.deal_id
                                AND earlier.state = 'pending' AND earlier.sequence < c.sequence)
                    ORDER BY c.due_at, c.sequence LIMIT hook.room FOR UPDATE SKIP LOCKED) AS next) AS taken
            WHERE m.webhook_id = taken.webhook_id AND m.id = taken.id
            RETURNING m.webhook_id, m.id, m.deal_id, m.sequence, m.type, m.payload, m.attempts""";

    private static final String TAKEN = """
            FROM unnest(?::uuid[], ?::uuid[], ?::uuid[]) AS r (webhook_id, id, lease)
            WHERE m.webhook_id = r.webhook_id AND m.id = r.id AND m.lease = r.lease""";

    private static final String END = """
            UPDATE webhook_message m SET state = ?, ended_at = ?, lease = NULL, leased_until = NULL
            """ + TAKEN;

    private static final String POSTPONE = """
            UPDATE webhook_message m SET attempts = m.attempts + 1, due_at = r.due_at, lease = NULL, leased_until = NULL
            FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::timestamptz[]) AS r (webhook_id, id, lease, due_at)
            WHERE m.webhook_id = r.webhook_id AND m.id = r.id AND m.lease = r.lease""";

    /** Those that wait for one that was postponed, so that nothing looks at them again and again. */
    private static final String POSTPONE_LATER = """
            UPDATE webhook_message m SET due_at = r.due_at
            FROM unnest(?::uuid[], ?::uuid[], ?::timestamptz[]) AS r (webhook_id, deal_id, due_at)
            WHERE m.webhook_id = r.webhook_id AND m.deal_id = r.deal_id AND m.state = 'pending' AND m.due_at < r.due_at
                AND m.lease IS NULL""";

    /** Those that waited for one that has arrived. */
    private static final String HURRY_LATER = """
            UPDATE webhook_message m SET due_at = ?
            FROM unnest(?::uuid[], ?::uuid[]) AS r (webhook_id, deal_id)
            WHERE m.webhook_id = r.webhook_id AND m.deal_id = r.deal_id AND m.state = 'pending' AND m.due_at > ?
                AND m.attempts = 0 AND m.lease IS NULL""";

    /** A message that was queued and not postponed is due at that time. */
    private static final String NOT_LATER_THAN = """
            UPDATE webhook_message SET due_at = ?
            WHERE state = 'pending' AND lease IS NULL AND (due_at = queued_at AND due_at > ? OR due_at > ?)""";

    private static final String RESTART =
            "UPDATE webhook_message SET attempts = 0, due_at = ? WHERE webhook_id = ? AND state = 'pending' AND lease IS NULL";

    private static final String REQUEUE = """
            UPDATE webhook_message SET state = 'pending', attempts = CASE WHEN state = 'pending' THEN attempts ELSE 0 END,
                due_at = ?, ended_at = NULL
            WHERE webhook_id = ? AND id = ?""";

    private static final String OLDEST =
            "SELECT min(queued_at) AS oldest FROM webhook_message WHERE webhook_id = ANY (?) AND state = 'pending'";

    private static final String SWEEP = """
            DELETE FROM webhook_message WHERE (webhook_id, id) IN (
                SELECT webhook_id, id FROM webhook_message WHERE state <> 'pending' AND ended_at < ? LIMIT ?
                FOR UPDATE SKIP LOCKED)""";

    /** Clocks of instances differ a little. */
    private static final int LONGER_THAN_ANY = 4;

    private final Sql sql;

    MessageStore(Sql sql) {
        this.sql = sql;
    }

    /**
     * Puts events in the queue of a webhook.
     *
     * @param again whether those that have been delivered before are delivered again
     */
    void queue(UUID webhookId, List<QueuedEvent> events, boolean again, Instant now) {
        sql.updateLater(
                again ? QUEUE : QUEUE_UNKNOWN,
                webhookId,
                now,
                now,
                array(events, QueuedEvent::id, UUID[]::new),
                array(events, QueuedEvent::dealId, UUID[]::new),
                array(events, QueuedEvent::sequence, Long[]::new),
                array(events, QueuedEvent::type, String[]::new),
                array(events, QueuedEvent::payload, String[]::new));
    }

    /** How many wait, but no more than the limit. */
    long pending(UUID webhookId, int limit) {
        return sql.count(PENDING, webhookId, limit);
    }

    /**
     * Takes messages that are due, for so long that no attempt lasts longer.
     *
     * @param room how many each webhook may have
     */
    List<Claimed> claim(Map<Webhook, Integer> room, UUID lease, Duration lasting, Instant now) {
        List<Webhook> webhooks = List.copyOf(room.keySet());
        return sql.list(
                CLAIM,
                row -> claimed(row, lease),
                lease,
                now.plus(lasting),
                array(webhooks, Webhook::id, UUID[]::new),
                array(webhooks, room::get, Integer[]::new),
                array(webhooks, Webhook::isEnabled, Boolean[]::new),
                now,
                now,
                now.plus(lasting.multipliedBy(LONGER_THAN_ANY)));
    }

    /** Notes that the attempts have succeeded, and lets what waited for them go. */
    void delivered(List<Claimed> messages, Instant now) {
        end("delivered", messages, now);
        List<Claimed> ordered =
                messages.stream().filter(message -> !message.isTest()).toList();
        sql.updateLater(
                HURRY_LATER,
                now,
                array(ordered, Claimed::webhookId, UUID[]::new),
                array(ordered, message -> message.event().dealId(), UUID[]::new),
                now);
    }

    /** Notes that tests have failed. */
    void failed(List<Claimed> tests, Instant now) {
        end("failed", tests, now);
    }

    private void end(String state, List<Claimed> messages, Instant now) {
        sql.updateLater(
                END,
                state,
                now,
                array(messages, Claimed::webhookId, UUID[]::new),
                array(messages, message -> message.event().id(), UUID[]::new),
                array(messages, Claimed::lease, UUID[]::new));
    }

    /** A failed attempt, and when to try again. */
    record Postponed(Claimed message, Instant dueAt) {}

    /** Notes that the attempts have failed. */
    void postponed(List<Postponed> messages) {
        sql.updateLater(
                POSTPONE,
                array(messages, failed -> failed.message().webhookId(), UUID[]::new),
                array(messages, failed -> failed.message().event().id(), UUID[]::new),
                array(messages, failed -> failed.message().lease(), UUID[]::new),
                array(messages, failed -> failed.dueAt().toString(), String[]::new));
        sql.updateLater(
                POSTPONE_LATER,
                array(messages, failed -> failed.message().webhookId(), UUID[]::new),
                array(messages, failed -> failed.message().event().dealId(), UUID[]::new),
                array(messages, failed -> failed.dueAt().toString(), String[]::new));
    }

    /**
     * Has messages whose time was set by a clock that was ahead not wait until the clock is there again.
     *
     * @param longest no message that was postponed waits longer
     */
    void clockIs(Instant now, Duration longest) {
        sql.update(NOT_LATER_THAN, now, now, now.plus(longest));
    }

    /** Begins again with everything that waits, as if none of it had been tried. */
    void restart(UUID webhookId, Instant now) {
        sql.update(RESTART, now, webhookId);
    }

    /** Delivers one message now, again if it was before; false if it has been swept. */
    boolean requeue(UUID webhookId, UUID id, Instant now) {
        return sql.update(REQUEUE, now, webhookId, id) == 1;
    }

    /** Since when the message waits that has waited the longest. */
    Optional<Instant> oldest(List<UUID> webhookIds) {
        return sql.first(OLDEST, row -> Optional.ofNullable(Sql.instant(row, "oldest")), (Object)
                        webhookIds.toArray(UUID[]::new))
                .flatMap(Function.identity());
    }

    /** Deletes some messages that ended before the time, and tells how many. */
    int sweep(Instant before, int limit) {
        Transactions.mustBeThere();
        return sql.update(SWEEP, before, limit);
    }

    private static Claimed claimed(ResultSet row, UUID lease) throws SQLException {
        return new Claimed(
                row.getObject("webhook_id", UUID.class),
                new QueuedEvent(
                        row.getObject("id", UUID.class),
                        row.getObject("deal_id", UUID.class),
                        row.getObject("sequence", Long.class),
                        row.getString("type"),
                        row.getString("payload")),
                row.getInt("attempts"),
                lease);
    }

    private static <R, T> T[] array(List<R> rows, Function<R, T> column, IntFunction<T[]> array) {
        return rows.stream().map(column).toArray(array);
    }
}
