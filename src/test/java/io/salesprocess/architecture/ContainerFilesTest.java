package io.salesprocess.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What containers are made of. */
class ContainerFilesTest {

    private static final Path COMPOSE = Path.of("docker", "compose.yaml");
    private static final Path DOCKERFILE = Path.of("docker", "Dockerfile");
    private static final Path MAKE_ROLE = Path.of("docker", "make-role.sh");

    /** With it the service could log in as the superuser, whom the guard on history does not bind. */
    @Test
    void the_service_does_not_get_the_password_of_the_superuser() throws IOException {
        String compose = Files.readString(COMPOSE);
        String service = compose.substring(compose.indexOf("\n  service:"), compose.indexOf("\n  database:"));
        assertThat(service).contains("SALESPROCESS_PASSWORD").doesNotContain("POSTGRES_PASSWORD");
        assertThat(passwords(compose, "POSTGRES_PASSWORD"))
                .hasSize(1)
                .doesNotContainAnyElementsOf(passwords(compose, "SALESPROCESS_PASSWORD"));
        assertThat(passwords(compose, "SALESPROCESS_PASSWORD")).hasSize(1);
    }

    private static List<String> passwords(String compose, String variable) {
        return Pattern.compile("\\$\\{" + variable + ":-([^}]+)}")
                .matcher(compose)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    @Test
    void the_same_sources_are_built_on_the_same_images() throws IOException {
        String files = Files.readString(DOCKERFILE) + Files.readString(COMPOSE);
        List<String> images = Pattern.compile("(?m)^(?:ARG J[DR][KE]=| *image: )(\\S+)$")
                .matcher(files)
                .results()
                .map((MatchResult found) -> found.group(1))
                .filter(image -> !image.equals("salesprocess:latest"))
                .toList();
        assertThat(images).hasSize(3).allMatch(image -> image.matches("[a-z-]+:\\d+\\.\\d+[0-9._]*-[a-z-]+"));
        assertThat(files).doesNotContainPattern(Pattern.compile("(?m)^FROM [a-z-]+:"));
    }

    @Test
    void the_image_says_what_it_is() throws IOException {
        assertThat(Files.readString(DOCKERFILE))
                .contains(
                        List.of("title", "description", "licenses", "version", "revision", "source", "base.name")
                                .stream()
                                .map(label -> "org.opencontainers.image." + label + "=")
                                .toList());
        String version = Pattern.compile("<artifactId>salesprocess</artifactId>\\s*<version>([^<]+)</version>")
                .matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        assertThat(Files.readString(DOCKERFILE)).contains("\nARG VERSION=" + version + "\n");
    }

    /** The service shows them, and the build takes them from there. */
    @Test
    void the_guides_get_into_the_image() throws IOException {
        assertThat(Files.readAllLines(Path.of(".dockerignore"))).contains("!docs", "!docs/*.md");
        assertThat(Files.readString(DOCKERFILE)).contains("\nCOPY docs docs\n");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void one_password_for_the_role_and_the_superuser_is_refused(@TempDir Path directory)
            throws IOException, InterruptedException {
        assertThat(makeRole(directory, "same", "same")).isNotZero();
        assertThat(directory.resolve("called")).doesNotExist();
        assertThat(makeRole(directory, "one", "another")).isZero();
        assertThat(directory.resolve("called")).content().contains("password=one");
    }

    /** The exit status, with a stand-in for psql that notes how it was called. */
    private static int makeRole(Path directory, String role, String superuser)
            throws IOException, InterruptedException {
        Path psql = directory.resolve("psql");
        Files.writeString(psql, "#!/bin/sh\necho \"$@\" >\"" + directory + "/called\"\n");
        assertThat(psql.toFile().setExecutable(true)).isTrue();
        ProcessBuilder script = new ProcessBuilder("sh", MAKE_ROLE.toString());
        script.environment().put("PATH", directory + ":" + System.getenv("PATH"));
        script.environment().put("SALESPROCESS_PASSWORD", role);
        script.environment().put("POSTGRES_PASSWORD", superuser);
        Process process = script.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
