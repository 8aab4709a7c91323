package io.salesprocess.testkit;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.salesprocess.platform.database.DatabaseSettings;
import io.salesprocess.platform.database.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * One empty database for all tests of a run: the embedded one, or the one that {@code quarkus.datasource.jdbc.url} (as
 * system property or in the environment) names. It annotates itself, which is how every Quarkus test gets it.
 */
@QuarkusTestResource(TestDatabase.class)
public final class TestDatabase implements QuarkusTestResourceLifecycleManager {

    private static final Path DIRECTORY = Path.of("target", "test-database");

    private EmbeddedDatabase database;

    @Override
    public Map<String, String> start() {
        if (DatabaseSettings.external(ConfigProvider.getConfig())) {
            return Map.of();
        }
        Path directory = DIRECTORY.resolve(Long.toString(ProcessHandle.current().pid()));
        deleteEarlierRuns();
        database = EmbeddedDatabase.start(new DatabaseSettings(directory, 0));
        return Map.of(
                "quarkus.datasource.jdbc.url", database.url(),
                "quarkus.datasource.username", database.username(),
                "quarkus.datasource.password", database.password());
    }

    @Override
    public void stop() {
        if (database != null) {
            database.close();
        }
    }

    /** A server that a killed run has left over ends by itself when it misses its files. */
    private static void deleteEarlierRuns() {
        if (!Files.exists(DIRECTORY)) {
            return;
        }
        try (Stream<Path> files = Files.walk(DIRECTORY)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
