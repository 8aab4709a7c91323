package io.salesprocess;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The package learns from a rehearsal, and what it has learned is used. */
class RehearsalIT {

    private static final Path PACKAGE = Path.of("target", "quarkus-app");

    private static final int MOST_OF_THEM = 5_000;

    private final Path directory =
            Path.of("target", "rehearsal-test", UUID.randomUUID().toString());

    @Test
    void a_start_takes_its_classes_from_what_a_rehearsal_has_left() throws Exception {
        Files.createDirectories(directory);
        Path archive = directory.resolve("classes.jsa");
        assertThat(rehearse("-XX:ArchiveClassesAtExit=" + archive)).isZero();
        assertThat(archive).isNotEmptyFile();
        Path loaded = directory.resolve("loaded.log");
        assertThat(rehearse("-XX:SharedArchiveFile=" + archive, "-Xlog:class+load:file=" + loaded))
                .isZero();
        assertThat(Files.readAllLines(loaded))
                .filteredOn(line -> line.endsWith("shared objects file (top)"))
                .as("classes from the archive, beyond those of the JDK's own")
                .hasSizeGreaterThan(MOST_OF_THEM);
    }

    private int rehearse(String... jvmOptions) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + PACKAGE.resolve("java.options"));
        command.addAll(List.of(jvmOptions));
        command.add("-Dsalesprocess.rehearsal=true");
        command.add("-Dsalesprocess.database.directory=" + directory.resolve("database"));
        command.add("-Dsalesprocess.bootstrap.key-file=" + directory.resolve("admin-key"));
        command.add("-Dquarkus.http.port=" + freePort());
        command.add("-jar");
        command.add(PACKAGE.resolve("quarkus-run.jar").toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("service.log").toFile()))
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
