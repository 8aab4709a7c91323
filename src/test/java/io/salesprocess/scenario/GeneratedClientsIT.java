package io.salesprocess.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.PackagedService;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a generator makes of docs/openapi.yaml compiles, and sells something. The build's profile {@code slow} generates the clients
 * with the settings that a generator has by itself.
 */
@Tag("slow")
class GeneratedClientsIT {

    private static final Path CLIENTS = Path.of("target", "clients");
    private static final Path STORY = Path.of("src", "clients", "java");

    private static final List<String> TYPESCRIPT = List.of("npx", "--yes", "-p", "typescript@5.9", "tsc");

    private static Path work;

    @BeforeAll
    static void prepare() throws IOException {
        work = Files.createDirectories(
                Path.of("target", "clients-test", UUID.randomUUID().toString()));
    }

    @Test
    void a_client_in_java_compiles_and_tells_the_story_of_the_tour() throws Exception {
        Path classes = Files.createDirectories(work.resolve("classes"));
        List<String> compile = new ArrayList<>(
                List.of(java("javac"), "-nowarn", "-proc:none", "-d", classes.toString(), "-cp", classPath()));
        compile.addAll(sources(CLIENTS.resolve("java/src/main/java"), ".java"));
        compile.addAll(sources(STORY, ".java"));
        assertThat(run(compile)).isEqualTo("0");

        PackagedService service = new PackagedService(work.resolve("service"));
        service.start();
        try {
            assertThat(run(List.of(
                            java("java"),
                            "-cp",
                            classes + File.pathSeparator + classPath(),
                            "io.salesprocess.clients.TourStory",
                            service.address(),
                            Keys.ADMIN)))
                    .isEqualTo("0");
        } finally {
            service.stop();
        }
    }

    @Test
    void a_client_in_typescript_compiles() throws Exception {
        List<String> version = new ArrayList<>(TYPESCRIPT);
        version.add("--version");
        assumeTrue(run(version).equals("0"), "Skipped: no Node.js, or no network to fetch the compiler");
        List<String> compile = new ArrayList<>(TYPESCRIPT);
        compile.addAll(
                List.of("--noEmit", "--strict", "--target", "es2020", "--module", "es2020", "--lib", "es2020,dom"));
        compile.addAll(List.of("--moduleResolution", "node"));
        compile.add(CLIENTS.resolve("typescript/index.ts").toString());
        assertThat(run(compile)).isEqualTo("0");
    }

    /** The exit code, or what was said if it was another than 0. */
    private static String run(List<String> command) throws IOException, InterruptedException {
        Path said = Files.createTempFile(work, "said", ".log");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
        } catch (IOException e) {
            return e.getMessage();
        }
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            return process.exitValue() == 0 ? "0" : Files.readString(said);
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> sources(Path directory, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(ending))
                    .toList();
        }
    }

    private static String java(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }

    /** That of the tests, which has what a generated client needs: Jackson and Jakarta's annotations. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
