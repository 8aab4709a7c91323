package io.salesprocess.platform.database.backup;

import static io.salesprocess.testkit.Api.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.platform.database.RowMigration;
import io.salesprocess.platform.database.embedded.DatabaseSettings;
import io.salesprocess.platform.database.embedded.EmbeddedDatabase;
import io.salesprocess.testkit.Fields;
import io.salesprocess.testkit.Sales;
import io.salesprocess.testkit.SharedPrograms;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.migration.JavaMigration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a backup has taken comes back, whole, into an empty database only. */
@QuarkusTest
class BackupTest {

    private final Path directory =
            Path.of("target", "backup-tests", UUID.randomUUID().toString()).toAbsolutePath();
    private final Path file = directory.resolve("sales.backup");
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Inject
    @All
    List<RowMigration> migrations;

    @BeforeEach
    void makeTheDirectory() throws IOException {
        Files.createDirectories(directory);
    }

    @Test
    void everything_comes_back_in_another_database_and_is_guarded_there() throws Exception {
        UUID deal = Sales.deal();
        Sales.through(deal, "pre-qualification", "qualification", "relationship", "conversion");
        post(
                        "/v1/deals/" + deal + "/payments",
                        Map.of("amount", Map.of("amount", 100, "currency", "EUR"), "method", "card", "reference", "r"))
                .statusCode(201);
        String key = Fields.shared("deal", "region", "text");
        Sales.created("/v1/deals", Map.of("prospectId", Sales.prospect(), "customFields", Map.of(key, "north")));
        post("/v1/offerings", Map.of("name", "株式会社 \"\\N\" \t", "kind", "service"))
                .statusCode(201);
        // A row that a migration has made and that has changed since.
        try (Connection connection = service()) {
            execute(connection, "UPDATE pipeline_state SET revision = revision + 1 WHERE key = 'proposal'");
        }
        DatabaseSettings other = empty();
        assertThat(run(ConfigProvider.getConfig(), "--backup")).as(this::said).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Map<String, String> before;
        String values = "SELECT md5(string_agg(v::text, '|' ORDER BY v::text)) FROM custom_value v";
        String valuesBefore;
        try (Connection connection = service()) {
            before = rows(connection);
            valuesBefore = Tables.texts(connection, values).get(0);
        }
        assertThat(run(config(other), "--restore")).as(this::said).isZero();
        try (EmbeddedDatabase restored = EmbeddedDatabase.start(other);
                Connection connection = connect(restored)) {
            assertThat(rows(connection)).isEqualTo(before);
            assertThat(Tables.texts(connection, "SELECT count(*) > 0 FROM deal_event"))
                    .containsExactly("t");
            for (String table : List.of("deal_event", "audit_entry", "ledger_entry", "unassigned_payment")) {
                assertThatThrownBy(() -> execute(connection, "DELETE FROM " + table))
                        .hasMessageContaining("permission denied");
            }
            // Sums of the ledger are not in the backup: they are made again of the entries.
            assertThat(Tables.texts(connection, "SELECT sum(amount) FROM ledger_total WHERE kind = 'payment'"))
                    .isEqualTo(Tables.texts(connection, "SELECT sum(amount) FROM ledger_entry WHERE kind = 'payment'"));
            assertThat(Tables.texts(connection, "SELECT sum(amount) FROM ledger_method_total WHERE kind = 'payment'"))
                    .isEqualTo(Tables.texts(
                            connection,
                            "SELECT sum(e.amount) FROM ledger_entry e JOIN ledger_words w ON w.entry_id = e.id"
                                    + " WHERE e.kind = 'payment' AND w.method IS NOT NULL"));
            // The next number comes after those that have been given.
            assertThat(Tables.texts(connection, "SELECT nextval('deal_number') > max(number) FROM deal"))
                    .containsExactly("t");
            // The start migrates on, also by the migrations of rows, which are no part of a restoration.
            Flyway.configure()
                    .dataSource(restored.url(), restored.username(), restored.password())
                    .locations("classpath:db/migration")
                    .javaMigrations(migrations.toArray(JavaMigration[]::new))
                    .outOfOrder(ConfigProvider.getConfig().getValue("quarkus.flyway.out-of-order", Boolean.class))
                    .load()
                    .migrate();
            assertThat(Tables.texts(connection, values)).containsExactly(valuesBefore);
        }
    }

    @Test
    void a_database_that_is_not_empty_is_left_as_it_is() throws Exception {
        assertThat(run(ConfigProvider.getConfig(), "--backup")).as(this::said).isZero();
        DatabaseSettings other = empty();
        try (EmbeddedDatabase database = EmbeddedDatabase.start(other);
                Connection connection = connect(database)) {
            execute(connection, "CREATE TABLE note (text text)");
        }
        assertThat(run(config(other), "--restore")).isEqualTo(1);
        assertThat(said()).contains("not empty");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(other);
                Connection connection = connect(database)) {
            assertThat(Tables.texts(
                            connection,
                            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace ="
                                    + " 'public'::regnamespace"))
                    .containsExactly("note");
        }
    }

    @Test
    void a_damaged_backup_changes_nothing() throws Exception {
        assertThat(run(ConfigProvider.getConfig(), "--backup")).as(this::said).isZero();
        byte[] whole = Files.readAllBytes(file);
        DatabaseSettings other = empty();
        byte[] changed = whole.clone();
        for (int i = 0; i < 200; i++) {
            changed[whole.length / 2 + i] ^= 1;
        }
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        for (byte[] damaged : List.of(changed, half, new byte[0], new byte[] {1, 2, 3})) {
            Files.write(file, damaged);
            said.reset();
            assertThat(run(config(other), "--restore")).isEqualTo(1);
            assertThat(said()).contains("not a complete backup");
        }
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("holiday.jpg"));
        }
        assertThat(run(config(other), "--restore")).isEqualTo(1);
        assertThat(said()).contains("not a backup of this service");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(other);
                Connection connection = connect(database)) {
            assertThat(Tables.areNone(connection)).isTrue();
        }
    }

    @Test
    void an_embedded_database_is_backed_up_while_it_runs_and_while_it_does_not() throws Exception {
        assertThat(run(ConfigProvider.getConfig(), "--backup")).as(this::said).isZero();
        DatabaseSettings other = empty();
        assertThat(run(config(other), "--restore")).as(this::said).isZero();
        Files.delete(file);
        assertThat(run(config(other), "--backup")).as(this::said).isZero();
        long stopped = Files.size(file);
        Files.delete(file);
        try (EmbeddedDatabase running = EmbeddedDatabase.start(other)) {
            assertThat(running.url()).isNotEmpty();
            assertThat(run(config(other), "--backup")).as(this::said).isZero();
        }
        assertThat(Files.size(file)).isBetween(stopped - 100, stopped + 100);
    }

    @Test
    void what_cannot_be_done_is_said() throws Exception {
        assertThat(run(config(new DatabaseSettings(directory.resolve("nowhere"), 0)), "--backup"))
                .isEqualTo(1);
        assertThat(said()).contains("There is no embedded database");
        assertThat(directory.resolve("nowhere")).doesNotExist();
        Files.writeString(file, "mine");
        assertThat(run(ConfigProvider.getConfig(), "--backup")).isEqualTo(1);
        assertThat(said()).contains("exists; it has been left as it is");
        assertThat(file).hasContent("mine");
        Files.delete(file);
        assertThat(run(config(empty()), "--restore")).isEqualTo(1);
        assertThat(said()).contains("There is no file");
        assertThat(command(ConfigProvider.getConfig()).run(List.of("--backup"))).isEqualTo(2);
    }

    private int run(Config config, String command) {
        return command(config).run(List.of(command, file.toString()));
    }

    private BackupCommand command(Config config) {
        PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new BackupCommand(config, stream, stream);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private DatabaseSettings empty() throws IOException {
        Path database = directory.resolve("database-" + UUID.randomUUID());
        SharedPrograms.linkInto(database);
        return new DatabaseSettings(database, 0);
    }

    private static Config config(DatabaseSettings settings) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(
                        Map.of(
                                "salesprocess.database.directory",
                                settings.directory().toString()),
                        "test",
                        100))
                .build();
    }

    /** Every row of every table that belongs into a backup, as one digest for each table. */
    private static Map<String, String> rows(Connection connection) throws SQLException {
        Map<String, String> rows = new TreeMap<>();
        for (Map.Entry<String, List<String>> table : Tables.columns(connection).entrySet()) {
            String digest =
                    "SELECT count(*) || ' ' || coalesce(md5(string_agg(r::text, '|' ORDER BY r::text)), '') FROM (SELECT "
                            + String.join(", ", table.getValue()) + " FROM " + table.getKey() + ") r";
            rows.put(table.getKey(), Tables.texts(connection, digest).get(0));
        }
        return rows;
    }

    private static Connection service() throws SQLException {
        Config config = ConfigProvider.getConfig();
        return DriverManager.getConnection(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("quarkus.datasource.username", String.class),
                config.getValue("quarkus.datasource.password", String.class));
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.url(), database.username(), database.password());
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (Statement running = connection.createStatement()) {
            running.execute(statement);
        }
    }
}
