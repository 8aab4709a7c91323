package io.salesprocess.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.salesprocess.testkit.PackagedService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The first start of the package on an empty database. */
class FirstKeyIT {

    private static final Pattern KEY = Pattern.compile("spk_[A-Za-z0-9_-]{43}");

    private final Path directory =
            Path.of("target", "first-key-test", UUID.randomUUID().toString());
    private final Path file = directory.resolve("secrets/admin-key");

    @Test
    void the_administrators_key_is_handed_out_once_printed_and_in_a_private_file() throws Exception {
        PackagedService service = new PackagedService(
                directory,
                Map.of("salesprocess.bootstrap.key-file", file.toAbsolutePath().toString()));
        try {
            service.start();
            String key = Files.readString(file).strip();
            assertThat(key).matches(KEY);
            if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
            assertThat(printedKeys()).containsExactly(key);
            service.callWith(key);
            assertThat(service.send("GET", "/v1/api-keys", "").statusCode()).isEqualTo(200);
            assertThat(service.send("GET", "/v1/deals", "").statusCode())
                    .as("an administrator has by itself no deals")
                    .isEqualTo(403);
            service.stop();
            Files.delete(file);
            service.start();
            assertThat(printedKeys()).as("keys printed by both starts").containsExactly(key);
            assertThat(file).doesNotExist();
            assertThat(service.send("GET", "/v1/api-keys", "").statusCode()).isEqualTo(200);
        } finally {
            service.stop();
        }
    }

    @Test
    void a_configured_key_is_taken_and_never_shown() throws Exception {
        String configured = "a-secret-of-the-operator-with-40-letters";
        PackagedService service = new PackagedService(
                directory,
                Map.of(
                        "salesprocess.bootstrap.key-file",
                        file.toAbsolutePath().toString(),
                        "salesprocess.bootstrap.admin-key",
                        configured));
        try {
            service.start();
            service.callWith(configured);
            assertThat(service.send("GET", "/v1/api-keys", "").statusCode()).isEqualTo(200);
            assertThat(file).doesNotExist();
            assertThat(log()).doesNotContain(configured);
        } finally {
            service.stop();
        }
    }

    private List<String> printedKeys() throws IOException {
        return KEY.matcher(log()).results().map(MatchResult::group).toList();
    }

    private String log() throws IOException {
        return Files.readString(directory.resolve("service.log"));
    }
}
