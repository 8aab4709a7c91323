package io.salesprocess.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salesprocess.platform.database.embedded.DatabaseSettings;
import io.salesprocess.platform.database.embedded.EmbeddedDatabase;
import io.salesprocess.testkit.Concurrently;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.PackagedService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A migration goes on where it was when the service, and its database, are killed in the middle of it (rule 4). */
class MigrationCrashIT {

    private static final Logger LOG = Logger.getLogger(MigrationCrashIT.class);

    private static final int DEALS = 800;
    private static final int CALLERS = 4;
    private static final int LONGEST_PEACE_MILLIS = 700;

    private static final String MIGRATIONS = "/v1/pipelines/standard/migrations";

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void every_deal_is_moved_once_though_service_and_database_are_killed() throws Exception {
        moveDespite(2);
    }

    @Test
    @Tag("slow")
    void every_deal_is_moved_once_however_often_service_and_database_are_killed() throws Exception {
        moveDespite(8);
    }

    /** @param kills every second one is also of the database */
    private void moveDespite(int kills) throws Exception {
        Random moments = new Random();
        Path directory = Path.of("target", "crash-test", UUID.randomUUID().toString());
        PackagedService service = new PackagedService(
                directory,
                Map.of(
                        Keys.SETTING,
                        Keys.ADMIN,
                        "salesprocess.database.deadline",
                        "10S",
                        "salesprocess.migrations.settle",
                        "1S",
                        // So that kills come while it is at work, and not before or after.
                        "salesprocess.migrations.every",
                        "0.2S"));
        service.start();
        try {
            service.callAs("manager", "admin");
            openDeals(service);
            EmbeddedDatabase.Login login = EmbeddedDatabase.running(
                            new DatabaseSettings(directory.resolve("database"), 0))
                    .orElseThrow();
            publishSecond(login);
            HttpResponse<String> started = service.send(
                    "POST",
                    MIGRATIONS,
                    "{\"from\": 1, \"to\": 2, \"stageMapping\": {\"pre-qualification\": \"first\"}}");
            assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
            String migration =
                    MIGRATIONS + "/" + json.readTree(started.body()).path("id").asText();
            for (int i = 0; i < kills; i++) {
                TimeUnit.MILLISECONDS.sleep(moments.nextInt(LONGEST_PEACE_MILLIS));
                LOG.infof("%s", service.send("GET", migration, "").body());
                if (i % 2 == 1) {
                    service.killDatabase();
                }
                service.killService();
                service.start();
            }
            JsonNode done = awaitEnd(service, migration);
            assertThat(done.path("status").asText()).isEqualTo("done");
            assertThat(done.path("moved").asInt()).isEqualTo(DEALS);
            assertThat(done.path("refused").asInt()).isZero();
            judge(EmbeddedDatabase.running(new DatabaseSettings(directory.resolve("database"), 0))
                    .orElseThrow());
            JsonNode some = get(service, migration + "/deals?limit=20");
            for (JsonNode deal : some.path("items")) {
                String address = "/v1/deals/" + deal.path("dealId").asText();
                assertThat(get(service, address).path("stage").asText()).isEqualTo("first");
                JsonNode verdict = get(service, address + "/history/verification");
                assertThat(verdict.path("intact").asBoolean()).isTrue();
                assertThat(verdict.path("stateMatches").asBoolean()).isTrue();
            }
            JsonNode stages =
                    get(service, "/v1/insights/funnel?pipeline=standard").path("stages");
            assertThat(stages.path(0).path("stage").asText()).isEqualTo("first");
            assertThat(stages.path(0).path("stillThere").asInt()).isEqualTo(DEALS);
        } finally {
            service.stop();
        }
    }

    private void openDeals(PackagedService service) throws Exception {
        String prospect = json.readTree(service.send(
                                "POST", "/v1/prospects", "{\"name\": \"Ada Stone\", \"email\": \"ada@example.com\"}")
                        .body())
                .path("id")
                .asText();
        List<Integer> statuses = Concurrently.run(CALLERS, number -> {
            try {
                int worst = 0;
                for (int i = 0; i < DEALS / CALLERS; i++) {
                    worst = Math.max(
                            worst,
                            service.send("POST", "/v1/deals", "{\"prospectId\": \"" + prospect + "\"}")
                                    .statusCode());
                }
                return worst;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        });
        assertThat(statuses).containsOnly(201);
    }

    /** The first stage gets another key. */
    private static void publishSecond(EmbeddedDatabase.Login login) throws SQLException {
        try (Connection connection = connect(login);
                Statement publish = connection.createStatement()) {
            publish.execute("""
                    INSERT INTO pipeline_version (key, version, title, stages, published_at)
                    SELECT key, 2, title, replace(stages::text, '"pre-qualification"', '"first"')::jsonb, now()
                    FROM pipeline_version WHERE key = 'standard' AND version = 1;
                    UPDATE pipeline_state SET newest = 2, revision = revision + 1 WHERE key = 'standard'""");
        }
    }

    private JsonNode awaitEnd(PackagedService service, String migration) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        JsonNode now = get(service, migration);
        while (now.path("status").asText().equals("running") && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(200);
            now = get(service, migration);
        }
        return now;
    }

    private static void judge(EmbeddedDatabase.Login login) throws SQLException {
        try (Connection connection = connect(login);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT count(*), count(DISTINCT deal_id), (SELECT count(*) FROM deal_migration_outcome),
                            (SELECT count(*) FROM deal WHERE pipeline_version = 2)
                        FROM deal_event WHERE type = 'deal.migrated'""")) {
            row.next();
            for (int column = 1; column <= 4; column++) {
                assertThat(row.getInt(column)).isEqualTo(DEALS);
            }
        }
    }

    private static Connection connect(EmbeddedDatabase.Login login) throws SQLException {
        return DriverManager.getConnection(login.url(), login.username(), login.password());
    }

    private JsonNode get(PackagedService service, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = service.send("GET", path, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }
}
