package io.salesprocess.testkit;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.salesprocess.platform.database.embedded.DatabaseSettings;
import io.salesprocess.platform.database.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
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
    private WireTap tap;

    @Override
    public Map<String, String> start() {
        if (DatabaseSettings.external(ConfigProvider.getConfig())) {
            return Map.of(Keys.SETTING, Keys.ADMIN);
        }
        prepare();
        database = EmbeddedDatabase.start(new DatabaseSettings(directory(), 0));
        URI server = URI.create(database.url().substring("jdbc:".length()));
        tap = tap(server.getPort());
        return Map.of(
                "quarkus.datasource.jdbc.url",
                "jdbc:postgresql://127.0.0.1:" + tap.port() + server.getPath() + "?sslmode=disable",
                "quarkus.datasource.username",
                database.username(),
                "quarkus.datasource.password",
                database.password(),
                Keys.SETTING,
                Keys.ADMIN);
    }

    /** Where the embedded server of this run keeps its files. */
    static Path directory() {
        return DIRECTORY.resolve(Long.toString(ProcessHandle.current().pid()));
    }

    /** Gives tests that have a field for it the wire to the embedded database, or the number of round trips on it. */
    @Override
    public void inject(TestInjector injector) {
        if (tap != null) {
            injector.injectIntoFields(tap.roundTrips(), field -> field.getType() == AtomicLong.class);
            injector.injectIntoFields(tap, field -> field.getType() == WireTap.class);
        }
    }

    @Override
    public void stop() {
        if (database != null) {
            database.close();
        }
    }

    private static WireTap tap(int port) {
        try {
            return new WireTap(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void prepare() {
        try {
            deleteEarlierRuns();
            SharedPrograms.linkInto(directory());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server that a killed run has left over ends by itself when it misses its files. */
    private static void deleteEarlierRuns() throws IOException {
        if (!Files.exists(DIRECTORY)) {
            return;
        }
        try (Stream<Path> files = Files.walk(DIRECTORY)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        }
    }
}
