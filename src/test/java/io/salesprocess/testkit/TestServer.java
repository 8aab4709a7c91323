package io.salesprocess.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The embedded server of the tests, and what only its operator can do. */
public final class TestServer {

    private TestServer() {}

    /** Changes a setting of the running server, to a value as it stands in {@code postgresql.conf}; empty for its default. */
    public static void set(String name, String value) throws IOException, InterruptedException {
        Path data = TestDatabase.directory().resolve("cluster").resolve("data");
        String line = name + " = " + (value.isEmpty() ? "''" : value) + System.lineSeparator();
        Files.writeString(data.resolve("postgresql.conf"), line, StandardOpenOption.APPEND);
        String server =
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip();
        new ProcessBuilder("kill", "-HUP", server).start().waitFor();
    }
}
