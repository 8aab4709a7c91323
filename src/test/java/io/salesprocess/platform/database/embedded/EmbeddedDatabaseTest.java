package io.salesprocess.platform.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salesprocess.testkit.SharedPrograms;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EmbeddedDatabaseTest {

    private static final Path ROOT = Path.of("target", "database-tests").toAbsolutePath();

    private final Path directory = ROOT.resolve(UUID.randomUUID().toString());

    @BeforeEach
    void shareThePrograms() throws IOException {
        SharedPrograms.linkInto(directory);
    }

    @AfterEach
    void deleteTheDirectory() throws IOException {
        Directories.delete(directory);
    }

    @Test
    void keepsItsDataOverARestart() throws SQLException {
        try (EmbeddedDatabase database = start()) {
            execute(database, "CREATE TABLE note (text text)");
            execute(database, "INSERT INTO note VALUES ('kept')");
        }
        try (EmbeddedDatabase database = start()) {
            assertThat(query(database, "SELECT text FROM note")).isEqualTo("kept");
        }
    }

    /** Each start of a new database takes seconds, so tests that change nothing share one. */
    @Nested
    class OnceStarted {

        private static final Path HOME = ROOT.resolve(UUID.randomUUID().toString());

        private static EmbeddedDatabase database;

        @BeforeAll
        static void start() throws IOException {
            SharedPrograms.linkInto(HOME);
            database = EmbeddedDatabase.start(new DatabaseSettings(HOME, 0));
        }

        @AfterAll
        static void stop() throws IOException {
            database.close();
            Directories.delete(HOME);
        }

        @Test
        void isDurableAndTheSameEverywhere() throws SQLException {
            assertThat(query(database, "SHOW fsync")).isEqualTo("on");
            assertThat(query(database, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(query(database, "SHOW data_checksums")).isEqualTo("on");
            assertThat(query(database, "SHOW server_encoding")).isEqualTo("UTF8");
            assertThat(query(database, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(query(database, "SELECT string_agg(c, '' ORDER BY c) FROM unnest('{b,B,a,A}'::text[]) c"))
                    .isEqualTo("ABab");
            assertThat(query(database, "SELECT lower('ÄÉ')")).isEqualTo("äé");
        }

        @Test
        void givesTheServiceARoleThatOwnsItsDatabaseAndNothingElse() throws SQLException {
            assertThat(query(
                            database,
                            "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls"
                                    + " FROM pg_roles WHERE rolname = current_user"))
                    .isEqualTo("f");
            assertThat(query(
                            database,
                            "SELECT pg_get_userbyid(datdba) FROM pg_database" + " WHERE datname = current_database()"))
                    .isEqualTo("salesprocess");
        }

        @Test
        void letsNobodyInWithoutThePassword() throws SQLException, IOException {
            assertThatThrownBy(() -> DriverManager.getConnection(database.url(), database.username(), "guessed"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThatThrownBy(() -> DriverManager.getConnection(database.url(), "postgres", database.password()))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("no pg_hba.conf entry");
            assertThat(mode(HOME)).isEqualTo("rwx------");
            assertThat(mode(HOME.resolve("cluster/password"))).isEqualTo("rw-------");
        }
    }

    @Test
    void recoversAllCommittedDataAfterServiceAndServerWereKilled() throws Exception {
        Process service = service();
        commitThousandNotes(service);
        service.destroyForcibly().waitFor();
        killServer();

        try (EmbeddedDatabase database = start()) {
            assertThat(query(database, "SELECT count(*) FROM note")).isEqualTo("1000");
        }
    }

    @Test
    void takesOverFromAServiceThatWasKilledAndLeftItsServerRunning() throws Exception {
        Process service = service();
        commitThousandNotes(service);
        service.destroyForcibly().waitFor();
        assertThat(server().isAlive()).isTrue();

        try (EmbeddedDatabase database = start()) {
            assertThat(query(database, "SELECT count(*) FROM note")).isEqualTo("1000");
        }
    }

    @Test
    void refusesADirectoryThatAnotherServiceUses() throws Exception {
        try (EmbeddedDatabase database = start()) {
            Process second = service();

            assertThat(firstLine(second)).contains("in use by another running service");
            assertThat(second.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(query(database, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void isNotMisledByAStrangerWithTheProcessNumberOfTheLastServer() throws Exception {
        start().close();
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(
                    directory.resolve("cluster/data/postmaster.pid"),
                    "%d\n%s\n1\n5432\n\n127.0.0.1\n\nready\n"
                            .formatted(stranger.pid(), directory.resolve("cluster/data")));

            try (EmbeddedDatabase database = start()) {
                assertThat(query(database, "SELECT 1")).isEqualTo("1");
            }
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void beginsAnewWhenTheFirstStartWasCutShort() throws SQLException, IOException {
        Path unfinished = directory.resolve("cluster.new-1");
        Files.createDirectories(unfinished.resolve("data"));
        Files.writeString(unfinished.resolve("data/PG_VERSION"), "18\n");

        try (EmbeddedDatabase database = start()) {
            assertThat(query(database, "SELECT 1")).isEqualTo("1");
        }
        assertThat(unfinished).doesNotExist();
    }

    @Test
    void leavesTheDataOfAnotherMajorVersionAlone() throws IOException {
        Path data = directory.resolve("cluster/data");
        Files.createDirectories(data);
        Files.writeString(data.resolve("PG_VERSION"), "17\n");

        assertThatThrownBy(this::start)
                .isInstanceOf(DatabaseStartException.class)
                .hasMessageContaining("written by PostgreSQL 17")
                .hasMessageContaining("QUARKUS_DATASOURCE_JDBC_URL");
        try (Stream<Path> files = Files.list(data)) {
            assertThat(files).containsExactly(data.resolve("PG_VERSION"));
        }
    }

    @Test
    void leavesADirectoryWithOtherFilesAlone() throws IOException {
        Files.delete(directory.resolve("lock"));

        assertThatThrownBy(this::start)
                .isInstanceOf(DatabaseStartException.class)
                .hasMessageContaining("contains other files");
        assertThat(mode(directory)).isNotEqualTo("rwx------");
    }

    @Test
    void saysThatTheConfiguredPortIsTaken() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();

            assertThatThrownBy(() -> EmbeddedDatabase.start(new DatabaseSettings(directory, port)))
                    .isInstanceOf(DatabaseStartException.class)
                    .hasMessageContaining("port " + port + " on the loopback interface is in use");
        }
    }

    @Test
    void startsTheServerAgainOnTheSamePortWhenItDies() throws Exception {
        try (EmbeddedDatabase database = start()) {
            String first = query(database, "SELECT pg_postmaster_start_time()");
            killServer();

            String second = eventually(() -> query(database, "SELECT pg_postmaster_start_time()"));
            assertThat(second).isNotEqualTo(first);
        }
    }

    private EmbeddedDatabase start() {
        return EmbeddedDatabase.start(new DatabaseSettings(directory, 0));
    }

    private Process service() throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        ServiceProcess.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String firstLine(Process process) throws IOException {
        BufferedReader output = process.inputReader();
        return output.readLine();
    }

    private void commitThousandNotes(Process service) throws IOException, SQLException {
        String url = firstLine(service).replace("READY ", "");
        String password = Files.readString(directory.resolve("cluster/password"));
        try (Connection connection = DriverManager.getConnection(url, "salesprocess", password);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE note AS SELECT n FROM generate_series(1, 1000) n");
        }
    }

    private ProcessHandle server() throws IOException {
        String number = Files.readAllLines(directory.resolve("cluster/data/postmaster.pid"))
                .get(0);
        return ProcessHandle.of(Long.parseLong(number)).orElseThrow();
    }

    private void killServer() throws IOException {
        server().destroyForcibly();
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.url(), database.username(), database.password());
    }

    private static String eventually(Query query) throws InterruptedException, SQLException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (true) {
            try {
                return query.run();
            } catch (SQLException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(100);
            }
        }
    }

    private interface Query {
        String run() throws SQLException;
    }
}
