package io.salesprocess.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * A migration that changes rows in a way that only the service knows. It commits as it goes, so that an instance of an earlier
 * version can serve meanwhile, and does nothing to rows that it has changed before, so that it can begin again after a crash.
 */
public interface RowMigration extends JavaMigration {

    /** Changes the rows. */
    void change(Connection connection) throws SQLException;

    /** Its time, as in the names of the other migrations. */
    String time();

    @Override
    default MigrationVersion getVersion() {
        return MigrationVersion.fromVersion(time());
    }

    @Override
    default Integer getChecksum() {
        return null;
    }

    @Override
    default boolean canExecuteInTransaction() {
        return false;
    }

    @Override
    default void migrate(Context context) throws SQLException {
        change(context.getConnection());
    }
}
