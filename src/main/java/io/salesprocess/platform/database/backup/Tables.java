package io.salesprocess.platform.database.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What of a database belongs into a backup, as the database itself describes it. */
final class Tables {

    static final String MIGRATIONS = "flyway_schema_history";

    /**
     * Generated columns are computed again. Numbers of transactions mean nothing in another database: there, all rows are of the
     * transaction that restores them, and positions in their order are of an era of its own. Insights are derived from history, and are so again. The index of custom values is made
     * again by the triggers of the rows that have them, and sums of the ledger by those of its entries and of their words, which
     * are restored after them.
     */
    private static final String COLUMNS = """
            SELECT c.relname, quote_ident(a.attname)
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
                AND c.relname NOT IN ('flyway_schema_history', 'custom_value', 'history_era') AND c.relname NOT LIKE 'insight\\_%'
                AND c.relname NOT LIKE 'ledger\\_%total' AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
                AND a.atttypid <> 'xid8'::regtype
            ORDER BY c.relname, a.attnum""";

    private static final String REFERENCES = """
            SELECT t.relname, r.relname FROM pg_constraint f
            JOIN pg_class t ON t.oid = f.conrelid JOIN pg_class r ON r.oid = f.confrelid
            WHERE f.contype = 'f' AND t.oid <> r.oid AND f.connamespace = current_schema()::regnamespace""";

    private static final String APPEND_ONLY = """
            SELECT EXISTS (SELECT FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
                WHERE t.tgrelid = '%s'::regclass AND p.proname = 'refuse_change')""";

    private static final String SEQUENCES =
            "SELECT relname FROM pg_class WHERE relkind = 'S' AND relnamespace = current_schema()::regnamespace";

    private static final String ANY = """
            SELECT count(*) FROM pg_class
            WHERE relkind IN ('r', 'p', 'v', 'm', 'S') AND relnamespace = current_schema()::regnamespace""";

    private Tables() {}

    /** The columns of each table, in an order in which no row refers to one that comes later. */
    static Map<String, List<String>> columns(Connection connection) throws SQLException {
        Map<String, List<String>> columns = new TreeMap<>();
        pairs(connection, COLUMNS).forEach(pair -> columns.computeIfAbsent(pair[0], table -> new ArrayList<>())
                .add(pair[1]));
        Map<String, Set<String>> references = new TreeMap<>();
        columns.keySet().forEach(table -> references.put(table, new TreeSet<>()));
        pairs(connection, REFERENCES).stream()
                .filter(pair -> columns.containsKey(pair[0]) && columns.containsKey(pair[1]))
                .forEach(pair -> references.get(pair[0]).add(pair[1]));
        Map<String, List<String>> sorted = new LinkedHashMap<>();
        sorted(references).forEach(table -> sorted.put(table, columns.get(table)));
        return sorted;
    }

    private static Set<String> sorted(Map<String, Set<String>> references) {
        Set<String> sorted = new LinkedHashSet<>();
        while (sorted.size() < references.size()) {
            List<String> next = references.keySet().stream()
                    .filter(table -> !sorted.contains(table) && sorted.containsAll(references.get(table)))
                    .toList();
            if (next.isEmpty()) {
                throw new IllegalStateException("Tables refer to each other in a circle.");
            }
            sorted.addAll(next);
        }
        return sorted;
    }

    /** Whether the rows of the table cannot be changed or deleted. */
    static boolean isAppendOnly(Connection connection, String table) throws SQLException {
        return texts(connection, APPEND_ONLY.formatted(table)).equals(List.of("t"));
    }

    static List<String> sequences(Connection connection) throws SQLException {
        return texts(connection, SEQUENCES);
    }

    /** Whether there is nothing in the database yet. */
    static boolean areNone(Connection connection) throws SQLException {
        return texts(connection, ANY).equals(List.of("0"));
    }

    /** The version of the last migration. */
    static String schemaVersion(Connection connection) throws SQLException {
        if (texts(connection, "SELECT to_regclass('" + MIGRATIONS + "')").get(0) == null) {
            throw new BackupException("The database has no tables of the service.");
        }
        return texts(
                        connection,
                        "SELECT version FROM flyway_schema_history WHERE success AND version IS NOT NULL"
                                + " ORDER BY installed_rank DESC LIMIT 1")
                .get(0);
    }

    static List<String> texts(Connection connection, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private static List<String[]> pairs(Connection connection, String query) throws SQLException {
        List<String[]> pairs = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                pairs.add(new String[] {rows.getString(1), rows.getString(2)});
            }
        }
        return pairs;
    }
}
