package io.salesprocess.deal.history;

import io.salesprocess.platform.database.RowMigration;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Adds the outcomes of activities to the states of deals, which held the kinds only. Events have always had them, so the states
 * are again what their histories add up to (rule 8).
 */
@Singleton
class ActivityOutcomes implements RowMigration {

    /** Locked first, so that the statement that follows sees every event of these deals. */
    private static final String LOCK = """
            SELECT id FROM deal
            WHERE id > ? AND jsonb_typeof(state #> '{evidence,activities}') = 'array' AND state #> '{evidence,activities}' <> '[]'
            ORDER BY id LIMIT 500 FOR NO KEY UPDATE""";

    private static final String FOLD = """
            UPDATE deal SET state = jsonb_set(state, '{evidence,activities}', marks)
            FROM (SELECT deal_id, jsonb_agg(mark ORDER BY mark COLLATE "C") AS marks FROM (
                SELECT deal_id, data ->> 'kind' AS mark FROM deal_event WHERE deal_id = ANY (?) AND type = 'activity.recorded'
                UNION SELECT deal_id, (data ->> 'kind') || ':' || (data ->> 'outcome')
                FROM deal_event WHERE deal_id = ANY (?) AND type = 'activity.recorded') AS every GROUP BY deal_id) AS folded
            WHERE id = deal_id AND state #> '{evidence,activities}' <> marks""";

    @Override
    public String time() {
        return "202611261601";
    }

    @Override
    public String getDescription() {
        return "add outcomes to activities in states";
    }

    @Override
    public void change(Connection connection) throws SQLException {
        boolean before = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
            for (List<UUID> portion = lock(connection, new UUID(0, 0));
                    !portion.isEmpty();
                    portion = lock(connection, portion.get(portion.size() - 1))) {
                fold(connection, portion);
                connection.commit();
            }
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(before);
        }
    }

    private static List<UUID> lock(Connection connection, UUID after) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setObject(1, after);
            List<UUID> ids = new ArrayList<>();
            try (ResultSet row = lock.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getObject(1, UUID.class));
                }
            }
            return ids;
        }
    }

    private static void fold(Connection connection, List<UUID> deals) throws SQLException {
        Array ids = connection.createArrayOf("uuid", deals.toArray());
        try (PreparedStatement fold = connection.prepareStatement(FOLD)) {
            fold.setArray(1, ids);
            fold.setArray(2, ids);
            fold.executeUpdate();
        } finally {
            ids.free();
        }
    }
}
