package io.salesprocess.platform.database.backup;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Reads a backup into an empty database: the tables are made by the migrations, up to the one that the backup was made with, and
 * filled in one transaction. The next start of the service migrates on from there.
 */
final class Restore {

    private final DatabaseAddress database;

    Restore(DatabaseAddress database) {
        this.database = database;
    }

    /** Restores a file. Nothing is changed if it is damaged or if the database is not empty. */
    Manifest read(Path file) throws SQLException, IOException {
        if (!Files.isRegularFile(file)) {
            throw new BackupException("There is no file " + file + ".");
        }
        try (ZipFile zip = new ZipFile(file.toFile());
                Connection connection = database.connect()) {
            verify(zip);
            Manifest manifest = manifest(zip);
            if (!Tables.areNone(connection)) {
                throw new BackupException(
                        "The database is not empty; it has been left as it is. Restore into a new directory or database.");
            }
            migrate(manifest.schema());
            connection.setAutoCommit(false);
            fill(connection, zip, manifest);
            connection.commit();
            connection.setAutoCommit(true);
            // The planner knows nothing of the rows yet.
            execute(connection, "ANALYZE");
            return manifest;
        } catch (ZipException | EOFException e) {
            throw new BackupException(file + " is not a complete backup: " + e.getMessage() + ".", e);
        }
    }

    private static Manifest manifest(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(Manifest.ENTRY);
        if (entry == null) {
            throw new BackupException(zip.getName() + " is not a backup of this service.");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return Manifest.read(in);
        }
    }

    /** Reads everything once: at the end of each entry its checksum is compared. */
    private static void verify(ZipFile zip) throws IOException {
        byte[] portion = new byte[64 * 1024];
        for (ZipEntry entry : Collections.list(zip.entries())) {
            CRC32 checksum = new CRC32();
            try (InputStream in = zip.getInputStream(entry)) {
                for (int read = in.read(portion); read >= 0; read = in.read(portion)) {
                    checksum.update(portion, 0, read);
                }
            }
            if (checksum.getValue() != entry.getCrc()) {
                throw new ZipException("the checksum of " + entry.getName() + " is wrong");
            }
        }
    }

    private void migrate(String version) {
        FluentConfiguration configuration = Flyway.configure(Restore.class.getClassLoader())
                .dataSource(database.url(), database.user(), database.password())
                .locations("classpath:db/migration");
        boolean isKnown = Arrays.stream(configuration.load().info().all())
                .anyMatch(migration -> MigrationVersion.fromVersion(version).equals(migration.getVersion()));
        if (!isKnown) {
            throw new BackupException("The backup was made by a newer version of the service (schema " + version
                    + "); restore it with that version.");
        }
        configuration.target(version).load().migrate();
    }

    private static void fill(Connection connection, ZipFile zip, Manifest manifest) throws SQLException, IOException {
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        for (Map.Entry<String, Manifest.Rows> table : manifest.tables().entrySet()) {
            try (InputStream in = zip.getInputStream(zip.getEntry(table.getKey()))) {
                fill(connection, copy, table.getKey(), table.getValue(), in);
            }
        }
        for (Map.Entry<String, Long> sequence : manifest.sequences().entrySet()) {
            if (sequence.getValue() > 0) {
                execute(connection, "SELECT setval('" + sequence.getKey() + "', " + sequence.getValue() + ")");
            }
        }
    }

    /**
     * Rows that a migration has made already are replaced, as they may have changed since; those that can only be appended to, such as
     * versions of pipelines, are the same in the backup.
     */
    private static void fill(Connection connection, CopyManager copy, String table, Manifest.Rows rows, InputStream in)
            throws SQLException, IOException {
        String columns = String.join(", ", rows.columns());
        if (!Tables.isAppendOnly(connection, table)) {
            execute(connection, "DELETE FROM " + table);
        }
        boolean isFilled =
                Tables.texts(connection, "SELECT 1 FROM " + table + " LIMIT 1").equals(List.of("1"));
        String target = isFilled ? "restored_rows" : table;
        if (isFilled) {
            execute(connection, "CREATE TEMPORARY TABLE restored_rows (LIKE " + table + " INCLUDING DEFAULTS)");
        }
        long restored = copy.copyIn("COPY " + target + " (" + columns + ") FROM STDIN", in);
        if (restored != rows.count()) {
            throw new BackupException("The backup has " + restored + " rows of " + table + " instead of " + rows.count()
                    + "; nothing has been restored.");
        }
        if (isFilled) {
            execute(
                    connection,
                    "INSERT INTO " + table + " (" + columns + ") SELECT " + columns
                            + " FROM restored_rows ON CONFLICT DO NOTHING");
            execute(connection, "DROP TABLE restored_rows");
        }
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (Statement running = connection.createStatement()) {
            running.execute(statement);
        }
    }
}
