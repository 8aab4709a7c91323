package io.salesprocess.testkit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** What insights keep, which follows from history and can be thrown away. */
public final class KeptInsights {

    /** As operators do it, but for whatever tables there are. */
    private static final String FORGET = """
            DO $$ BEGIN
                LOCK TABLE follower_position;
                DELETE FROM follower_position WHERE name IN ('insight', 'insight-past');
                EXECUTE (SELECT 'TRUNCATE ' || string_agg(oid::regclass::text, ', ') FROM pg_class
                    WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace AND relname LIKE 'insight\\_%');
            END $$""";

    private KeptInsights() {}

    /** They are worked out from history again when they are asked for. */
    public static void forget(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(FORGET);
        }
    }
}
