package io.salesprocess.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.PackagedService;
import io.salesprocess.testkit.SharedPrograms;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A reader of the feed whose database is restored into another cluster, where transactions are numbered from elsewhere (rule 17). */
@Tag("slow")
class RestoredFeedIT {

    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql");
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final int GONE = 410;

    private final ObjectMapper json = new ObjectMapper();
    private final Path directory =
            Path.of("target", "restore-test", UUID.randomUUID().toString()).toAbsolutePath();
    private final List<Path> clusters = new ArrayList<>();
    private Path programs;
    private Path files;

    @AfterEach
    void stopClusters() throws Exception {
        for (Path cluster : clusters) {
            asPostgres(
                    programs.resolve("pg_ctl").toString(), "-D", cluster.toString(), "-m", "immediate", "-w", "stop");
        }
    }

    @Test
    void after_pg_dump_and_psql_the_reader_goes_on_where_it_was() throws Exception {
        assumeTrue(Files.isDirectory(PROGRAMS), "Skipped: PostgreSQL is not installed.");
        try (Stream<Path> versions = Files.list(PROGRAMS)) {
            programs = versions.map(version -> version.resolve("bin"))
                    .filter(bin ->
                            Files.isExecutable(bin.resolve("initdb")) && Files.isExecutable(bin.resolve("pg_dump")))
                    .findFirst()
                    .orElse(null);
        }
        assumeTrue(programs != null, "Skipped: PostgreSQL is not installed.");
        files = Files.createTempDirectory("restore-test");
        files.toFile().setWritable(true, false);
        files.toFile().setExecutable(true, false);
        files.toFile().setReadable(true, false);
        int first = cluster();
        int second = cluster();
        // The second one has been used for more than the first, or for less.
        String before = readThenDump(first);
        run(
                "bash",
                "-c",
                "%s/psql -q -v ON_ERROR_STOP=1 -h 127.0.0.1 -p %d -U postgres -f %s sales"
                        .formatted(programs, second, files.resolve("dump.sql")));

        PackagedService restored = new PackagedService(directory.resolve("restored"), external(second));
        restored.start();
        try {
            restored.callWith(Files.readString(directory.resolve("key")));
            JsonNode page = page(restored, "?limit=200&after=" + before);
            List<String> seen = ids(page);
            assertThat(seen).as("what the reader had not read").isEqualTo(unread());
            String deal = deal(restored);
            JsonNode next = page(restored, "?wait=10&after=" + page.path("next").asText());
            assertThat(next.path("items").path(0).path("subject").asText()).isEqualTo(deal);
            assertThat(ids(page(restored, "?limit=200")))
                    .as("from the beginning: everything, once, in the old order")
                    .isEqualTo(all(next));
        } finally {
            restored.stop();
        }
    }

    @Test
    void after_a_backup_of_the_service_the_reader_is_told_to_begin_again_and_knows_every_id() throws Exception {
        PackagedService service = new PackagedService(directory.resolve("first"));
        service.start();
        String before;
        try {
            before = read(service);
            command(directory.resolve("first"), "--backup");
        } finally {
            service.stop();
        }
        SharedPrograms.linkInto(directory.resolve("restored").resolve("database"));
        command(directory.resolve("restored"), "--restore");

        PackagedService restored = new PackagedService(directory.resolve("restored"));
        restored.start();
        try {
            restored.callWith(Files.readString(directory.resolve("key")));
            assertThat(restored.send("GET", "/v1/events?after=" + before, "").statusCode())
                    .isEqualTo(GONE);
            assertThat(restored.send("GET", "/v1/events/stream?after=" + before, "")
                            .statusCode())
                    .isEqualTo(GONE);
            JsonNode again = page(restored, "?limit=200");
            List<String> known = new ArrayList<>(Files.readAllLines(directory.resolve("read")));
            known.addAll(unread());
            assertThat(ids(again)).containsExactlyInAnyOrderElementsOf(known);
            inOrderPerDeal(again);
            String deal = deal(restored);
            JsonNode next =
                    page(restored, "?wait=10&after=" + again.path("next").asText());
            assertThat(next.path("items").path(0).path("subject").asText()).isEqualTo(deal);
        } finally {
            restored.stop();
        }
    }

    /** Has a service on the cluster, of which a reader reads a part, dumped with all; returns where the reader is. */
    private String readThenDump(int port) throws Exception {
        PackagedService service = new PackagedService(directory.resolve("first"), external(port));
        service.start();
        try {
            String before = read(service);
            run(
                    "bash",
                    "-c",
                    "%s/pg_dump -h 127.0.0.1 -p %d -U postgres sales > %s"
                            .formatted(programs, port, files.resolve("dump.sql")));
            return before;
        } finally {
            service.stop();
        }
    }

    /** Some events that the reader reads, and some that it does not. */
    private String read(PackagedService service) throws Exception {
        service.callAs("manager", "admin", "auditor");
        Files.writeString(directory.resolve("key"), service.key());
        for (int i = 0; i < 5; i++) {
            ask(service, deal(service));
        }
        JsonNode page = settled(service, 10);
        Files.write(directory.resolve("read"), ids(page));
        String before = page.path("next").asText();
        for (int i = 0; i < 5; i++) {
            ask(service, deal(service));
        }
        JsonNode all = settled(service, 20);
        Files.write(directory.resolve("unread"), ids(all).subList(10, 20));
        assertThat(ids(page(service, "?limit=200&after=" + before))).isEqualTo(unread());
        return before;
    }

    /** All events, once there are so many to read. */
    private JsonNode settled(PackagedService service, int wanted) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        JsonNode page = page(service, "?limit=200");
        while (page.path("items").size() < wanted && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(50);
            page = page(service, "?limit=200");
        }
        assertThat(page.path("items")).hasSize(wanted);
        return page;
    }

    private List<String> unread() throws IOException {
        return Files.readAllLines(directory.resolve("unread"));
    }

    private List<String> all(JsonNode next) throws IOException {
        List<String> all = new ArrayList<>(Files.readAllLines(directory.resolve("read")));
        all.addAll(unread());
        all.addAll(ids(next));
        return all;
    }

    private static void inOrderPerDeal(JsonNode page) {
        Map<String, Long> last = new HashMap<>();
        for (JsonNode event : page.path("items")) {
            long sequence = event.path("data").path("sequence").asLong();
            assertThat(sequence)
                    .isEqualTo(last.getOrDefault(event.path("subject").asText(), 0L) + 1);
            last.put(event.path("subject").asText(), sequence);
        }
    }

    private JsonNode page(PackagedService service, String query) throws Exception {
        HttpResponse<String> answer = service.send("GET", "/v1/events" + query, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.path("items").forEach(event -> ids.add(event.path("id").asText()));
        return ids;
    }

    private String deal(PackagedService service) throws Exception {
        String body = "{\"name\": \"Ada Stone\", \"email\": \"ada." + UUID.randomUUID() + "@example.com\"}";
        String prospect = json.readTree(
                        service.send("POST", "/v1/prospects", body).body())
                .path("id")
                .asText();
        return json.readTree(service.send("POST", "/v1/deals", "{\"prospectId\": \"" + prospect + "\"}")
                        .body())
                .path("id")
                .asText();
    }

    private static void ask(PackagedService service, String deal) throws Exception {
        assertThat(service.send("POST", "/v1/deals/" + deal + "/questions", "{\"text\": \"How long?\"}")
                        .statusCode())
                .isEqualTo(201);
    }

    private static Map<String, String> external(int port) {
        return Map.of(
                Keys.SETTING,
                Keys.ADMIN,
                "quarkus.datasource.jdbc.url",
                "jdbc:postgresql://127.0.0.1:" + port + "/sales",
                "quarkus.datasource.username",
                "postgres",
                "quarkus.datasource.password",
                "none");
    }

    /** A new cluster with an empty database; returns its port. */
    private int cluster() throws Exception {
        Path data = files.resolve("cluster" + clusters.size());
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        asPostgres(programs.resolve("initdb").toString(), "-D", data.toString(), "-U", "postgres", "-A", "trust");
        asPostgres(
                programs.resolve("pg_ctl").toString(),
                "-D",
                data.toString(),
                "-w",
                "-o",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + files,
                "-l",
                data.resolve("log").toString(),
                "start");
        clusters.add(data);
        run(programs.resolve("createdb").toString(), "-h", "127.0.0.1", "-p", "" + port, "-U", "postgres", "sales");
        return port;
    }

    /** Servers refuse to run as root. */
    private static void asPostgres(String... command) throws Exception {
        List<String> all = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            Collections.addAll(all, "runuser", "-u", "postgres", "--");
        }
        Collections.addAll(all, command);
        run(all.toArray(String[]::new));
    }

    private void command(Path where, String what) throws Exception {
        run(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dsalesprocess.database.directory=" + where.resolve("database"),
                "-jar",
                JAR.toString(),
                what,
                directory.resolve("file.backup").toString());
    }

    private static void run(String... command) throws Exception {
        Path output = Files.createTempFile("restore-test", ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        Files.delete(output);
    }
}
