package io.salesprocess.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The programs of PostgreSQL, unpacked once for all embedded databases of the tests, as that takes longer than their starts. */
public final class SharedPrograms {

    private static final Path PROGRAMS = Path.of("target", "postgres-programs").toAbsolutePath();

    private SharedPrograms() {}

    /** Makes the directory of an embedded database, if it is not there, so that its first start finds the programs unpacked. */
    public static void linkInto(Path database) throws IOException {
        if (Files.exists(database)) {
            return;
        }
        Files.createDirectories(PROGRAMS);
        Files.createDirectories(database);
        Files.createSymbolicLink(database.resolve("binaries"), PROGRAMS);
        // By this file the service knows a directory of its own.
        Files.createFile(database.resolve("lock"));
    }
}
