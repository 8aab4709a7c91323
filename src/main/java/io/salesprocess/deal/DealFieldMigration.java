package io.salesprocess.deal;

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
import org.jboss.logging.Logger;

/**
 * Defines the custom fields whose values earlier versions took as they came: booleans or numbers if all values of a key are, and
 * texts otherwise. Values of a text that are something else become text, and all of them can be filtered by. Deals are taken
 * portion by portion in the order of their ids; triggers keep up with what is changed meanwhile.
 */
@Singleton
class DealFieldMigration implements RowMigration {

    private static final Logger LOG = Logger.getLogger(DealFieldMigration.class);

    private static final int PORTION = 1_000;

    private static final String DEFINE = """
            SELECT define_custom_field('deal', key, type) FROM (
                SELECT e.key, CASE WHEN count(DISTINCT custom_value_type(e.value)) = 1
                    THEN min(custom_value_type(e.value)) ELSE 'text' END AS type
                FROM deal d CROSS JOIN LATERAL jsonb_each(d.custom_fields) AS e GROUP BY e.key ORDER BY e.key) AS found""";

    /** Locked, so that what is read here is not out of date when it is written. */
    private static final String PORTION_OF_DEALS = """
            SELECT id FROM deal WHERE id > ? AND custom_fields <> '{}' ORDER BY id LIMIT %d FOR NO KEY UPDATE""".formatted(PORTION);

    private static final String FIT = """
            UPDATE deal SET custom_fields = fitting_custom_values('deal', custom_fields)
            WHERE id = ANY (?) AND custom_fields <> fitting_custom_values('deal', custom_fields)""";

    private static final String INDEX = """
            SELECT index_custom_values('deal', array_agg(id), array_agg(custom_fields)) FROM deal WHERE id = ANY (?)""";

    @Override
    public String time() {
        return "202611261621";
    }

    @Override
    public String getDescription() {
        return "define custom fields of deals";
    }

    @Override
    public void change(Connection connection) throws SQLException {
        boolean before = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
            run(connection, DEFINE);
            connection.commit();
            int all = 0;
            List<UUID> portion = portion(connection, new UUID(0, 0));
            while (!portion.isEmpty()) {
                Array ids = connection.createArrayOf("uuid", portion.toArray());
                run(connection, FIT, ids);
                run(connection, INDEX, ids);
                connection.commit();
                all += portion.size();
                portion = portion(connection, portion.get(portion.size() - 1));
            }
            connection.commit();
            if (all > 0) {
                LOG.infof("Custom fields of %d deals have definitions and can be filtered by", all);
            }
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(before);
        }
    }

    private static List<UUID> portion(Connection connection, UUID after) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(PORTION_OF_DEALS)) {
            find.setObject(1, after);
            List<UUID> ids = new ArrayList<>();
            try (ResultSet row = find.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getObject("id", UUID.class));
                }
            }
            return ids;
        }
    }

    private static void run(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.execute();
        }
    }
}
