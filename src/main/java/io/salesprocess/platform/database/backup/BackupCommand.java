package io.salesprocess.platform.database.backup;

import io.salesprocess.platform.database.embedded.DatabaseSettings;
import io.salesprocess.platform.database.embedded.DatabaseStartException;
import io.salesprocess.platform.database.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.flywaydb.core.api.FlywayException;

/**
 * The commands {@code --backup FILE} and {@code --restore FILE} of the package, for the database that is configured or the embedded
 * one. The embedded one is started for it unless a service has it running.
 */
public final class BackupCommand {

    private static final String BACKUP = "--backup";
    private static final String RESTORE = "--restore";

    private final Config config;
    private final PrintStream out;
    private final PrintStream err;

    public BackupCommand(Config config, PrintStream out, PrintStream err) {
        this.config = config;
        this.out = out;
        this.err = err;
    }

    /** Whether the process was started for this. */
    public static boolean isMeant(List<String> arguments) {
        return !arguments.isEmpty()
                && (arguments.get(0).equals(BACKUP) || arguments.get(0).equals(RESTORE));
    }

    /** Carries the command out, and returns the status for the process to end with. */
    public int run(List<String> arguments) {
        if (arguments.size() != 2) {
            err.println("Usage: " + BACKUP + " FILE, or " + RESTORE + " FILE");
            return 2;
        }
        Path file = Path.of(arguments.get(1)).toAbsolutePath();
        try {
            if (arguments.get(0).equals(BACKUP)) {
                backUp(file);
            } else {
                restore(file);
            }
            return 0;
        } catch (BackupException | DatabaseStartException e) {
            err.println(e.getMessage());
        } catch (SQLException | FlywayException e) {
            err.println("The database refused: " + e.getMessage());
        } catch (IOException e) {
            err.println("Reading or writing failed: " + e);
        }
        return 1;
    }

    private void backUp(Path file) throws SQLException, IOException {
        Optional<DatabaseAddress> there = external().or(this::running);
        if (there.isPresent()) {
            write(there.get(), file);
            return;
        }
        DatabaseSettings settings = DatabaseSettings.from(config);
        if (!EmbeddedDatabase.isIn(settings)) {
            throw new BackupException("There is no embedded database in " + settings.directory() + ".");
        }
        try (EmbeddedDatabase started = EmbeddedDatabase.start(settings)) {
            write(address(started), file);
        }
    }

    private void write(DatabaseAddress database, Path file) throws SQLException, IOException {
        try (Connection connection = database.connect()) {
            Manifest made = Backup.write(connection, file);
            out.printf(
                    "Wrote %,d rows of %d tables (schema %s, PostgreSQL %s) to %s%n",
                    made.rows(), made.tables().size(), made.schema(), made.server(), file);
        }
    }

    private void restore(Path file) throws SQLException, IOException {
        Optional<DatabaseAddress> external = external();
        if (external.isPresent()) {
            read(external.get(), file);
            return;
        }
        try (EmbeddedDatabase started = EmbeddedDatabase.start(DatabaseSettings.from(config))) {
            read(address(started), file);
        }
    }

    private void read(DatabaseAddress database, Path file) throws SQLException, IOException {
        Manifest restored = new Restore(database).read(file);
        out.printf(
                "Restored %,d rows of %d tables (schema %s, from PostgreSQL %s) from %s%n",
                restored.rows(), restored.tables().size(), restored.schema(), restored.server(), file);
    }

    private Optional<DatabaseAddress> external() {
        if (!DatabaseSettings.external(config)) {
            return Optional.empty();
        }
        return Optional.of(new DatabaseAddress(
                config.getValue(DatabaseSettings.URL, String.class),
                config.getOptionalValue("quarkus.datasource.username", String.class)
                        .orElse(null),
                config.getOptionalValue("quarkus.datasource.password", String.class)
                        .orElse(null)));
    }

    private Optional<DatabaseAddress> running() {
        return EmbeddedDatabase.running(DatabaseSettings.from(config))
                .map(found -> new DatabaseAddress(found.url(), found.username(), found.password()));
    }

    private static DatabaseAddress address(EmbeddedDatabase started) {
        return new DatabaseAddress(started.url(), started.username(), started.password());
    }
}
