package io.salesprocess.event;

import static io.salesprocess.event.EventFeedTest.eventually;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.move;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.Sales;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The consumers that integrators begin with work, also when they are killed. */
@QuarkusTest
class FeedSamplesTest {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @TestHTTPResource("/")
    String service;

    @TempDir
    Path directory;

    @Test
    void the_consumer_in_java_goes_on_after_it_was_killed_and_processes_nothing_twice() throws Exception {
        goesOn(JAVA.toString(), "docs/samples/FollowEvents.java");
    }

    @Test
    void the_consumer_in_shell_goes_on_after_it_was_killed_and_processes_nothing_twice() throws Exception {
        assumeTrue(isThere("curl") && isThere("jq") && isThere("sh"), "curl and jq are needed");
        goesOn("sh", "docs/samples/follow-events.sh");
    }

    private void goesOn(String... command) throws Exception {
        String end = get("/v1/events?after=now").extract().path("next");
        Files.writeString(directory.resolve("position"), end);
        UUID first = Sales.deal();
        Process follower = start(command);
        eventually(() -> processed(first) > 0);
        follower.destroyForcibly().waitFor();
        move(first, "fall-short", "pre-qualification", "no answer").statusCode(201);
        // As if it had been killed before it noted where it was, and while it wrote a line.
        Files.writeString(directory.resolve("position"), end);
        Files.writeString(directory.resolve("processed.tsv"), text() + "torn");
        UUID second = Sales.deal();
        follower = start(command);
        long events = history(first) + history(second);
        eventually(() -> processed(first) + processed(second) >= events);
        follower.destroyForcibly().waitFor();
        List<String> ids = lines().map(line -> line.split("\t")[0]).toList();
        assertThat(ids).doesNotHaveDuplicates().allSatisfy(id -> assertThat(UUID.fromString(id))
                .isNotNull());
        assertThat(processed(first) + processed(second)).isEqualTo(events);
    }

    private Process start(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(command), Stream.of(service.replaceAll("/$", ""), directory.toString()))
                        .toList());
        builder.environment().put("SALESPROCESS_KEY", Keys.trusted());
        return builder.inheritIO().start();
    }

    private static long history(UUID deal) {
        return get(Sales.path(deal, "/history"))
                .extract()
                .<List<?>>path("items")
                .size();
    }

    private long processed(UUID deal) {
        return lines().filter(line -> line.endsWith(deal.toString())).count();
    }

    private Stream<String> lines() {
        return text().lines();
    }

    private String text() {
        try {
            Path file = directory.resolve("processed.tsv");
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
