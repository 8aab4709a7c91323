package io.salesprocess.deal.migration;

import static org.hamcrest.Matchers.is;

import io.salesprocess.testkit.Api;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Works at migrations by hand, as the schedule is off in tests, and publishes what they need. */
@Singleton
public class Migrating {

    private final MigrationWorker worker;
    private final DataSource database;

    Migrating(MigrationWorker worker, DataSource database) {
        this.worker = worker;
        this.database = database;
    }

    /** Works until the running migrations have come to the end of a round. */
    public void workARound() {
        worker.work();
    }

    /** Carries out one portion of each running migration. */
    void workAPortion() {
        worker.step(new HashSet<>());
    }

    /** Works until no migration of the pipeline is running. */
    public void finish(String pipeline) throws SQLException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (isRunning(pipeline)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("The migration of " + pipeline + " does not end.");
            }
            worker.work();
        }
    }

    boolean isRunning(String pipeline) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement running = connection.prepareStatement(
                        "SELECT FROM deal_migration WHERE pipeline_key = ? AND status = 'running'")) {
            running.setString(1, pipeline);
            return running.executeQuery().next();
        }
    }

    /**
     * Publishes the next version of a pipeline whose stages ask for nothing, but those that end with an exclamation mark: they ask
     * for a greeting. A number after a colon is the stage's days; otherwise it has one.
     */
    public void publish(String pipeline, int version, String... stages) {
        String json = Arrays.stream(stages).map(Migrating::stage).collect(Collectors.joining(",", "[", "]"));
        Api.post("/v1/pipelines", "{\"key\": \"" + pipeline + "\", \"title\": \"Moved\", \"stages\": " + json + "}")
                .statusCode(201)
                .body("version", is(version));
    }

    private static String stage(String words) {
        String[] parts = words.replace("!", "").split(":");
        return """
                {"key": "%1$s", "title": "%1$s", "targetDuration": "P%2$sD", "exitCriteria": [%3$s]}""".formatted(
                        parts[0],
                        parts.length > 1 ? parts[1] : "1",
                        words.endsWith("!") ? "{\"type\": \"greeted\", \"parameters\": {}}" : "");
    }
}
