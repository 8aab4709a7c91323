package io.salesprocess.platform.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.PackagedService;
import io.salesprocess.testkit.SharedPrograms;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The package behind PgBouncer, where that is installed. */
class PoolerIT {

    private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");

    private final Path directory =
            Path.of("target", "pooler-test", UUID.randomUUID().toString());
    private Path configuration;
    private EmbeddedDatabase database;
    private Process pooler;
    private int port;

    @BeforeEach
    void startDatabase() throws IOException {
        assumeTrue(Files.isExecutable(PROGRAM), "Skipped: PgBouncer is not installed.");
        Files.createDirectories(directory);
        // Below the system's directory for such files, as the pooler runs under an account of its own.
        configuration = Files.createTempDirectory(
                "pooler-test", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        SharedPrograms.linkInto(directory.resolve("database"));
        database = EmbeddedDatabase.start(new DatabaseSettings(directory.resolve("database"), 0));
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (pooler != null) {
            pooler.destroy();
            pooler.waitFor();
        }
        if (database != null) {
            database.close();
        }
    }

    @Test
    void session_pooling_works_and_passes_the_time_limits_on() throws Exception {
        startPooler("session");
        PackagedService service = service();
        try {
            service.start();
            service.callAs("manager");
            assertThat(service.send("POST", "/v1/offerings", "{\"name\": \"Suite\", \"kind\": \"product\"}")
                            .statusCode())
                    .isEqualTo(201);
            assertThat(service.send("GET", "/v1/insights/funnel", "").statusCode())
                    .isEqualTo(200);
        } finally {
            service.stop();
        }
        try (Connection connection = DriverManager.getConnection(url(), database.username(), database.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW statement_timeout")) {
            row.next();
            assertThat(row.getString(1)).as("settings end with their session").isEqualTo("0");
        }
    }

    @Test
    void transaction_pooling_is_refused_at_the_start_with_what_to_do() throws Exception {
        startPooler("transaction");
        PackagedService service = service();
        try {
            assertThatThrownBy(service::start)
                    .hasMessageContaining("pool_mode = session")
                    .hasMessageNotContaining("Exception");
        } finally {
            service.stop();
        }
    }

    private PackagedService service() throws IOException {
        return new PackagedService(
                directory,
                Map.of(
                        Keys.SETTING,
                        Keys.ADMIN,
                        "quarkus.datasource.jdbc.url",
                        url(),
                        "quarkus.datasource.username",
                        database.username(),
                        "quarkus.datasource.password",
                        database.password()));
    }

    private String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/salesprocess";
    }

    private void startPooler(String mode) throws Exception {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        int server = URI.create(database.url().substring("jdbc:".length())).getPort();
        Files.writeString(
                configuration.resolve("users"), "\"%s\" \"%s\"%n".formatted(database.username(), database.password()));
        Files.writeString(configuration.resolve("pgbouncer.ini"), """
                [databases]
                salesprocess = host=127.0.0.1 port=%d
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                auth_type = scram-sha-256
                auth_file = %s
                pool_mode = %s
                default_pool_size = 40
                unix_socket_dir =
                """.formatted(
                        server, port, configuration.resolve("users"), mode));
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString(), "-q"));
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("-u", "nobody"));
        }
        command.add(configuration.resolve("pgbouncer.ini").toString());
        pooler = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("pooler.log").toFile())
                .start();
        awaitPooler();
    }

    private void awaitPooler() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (true) {
            try {
                new Socket("127.0.0.1", port).close();
                return;
            } catch (IOException e) {
                if (System.nanoTime() - end > 0) {
                    throw new IllegalStateException(Files.readString(directory.resolve("pooler.log")), e);
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }
}
