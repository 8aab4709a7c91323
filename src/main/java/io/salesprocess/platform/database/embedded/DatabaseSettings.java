package io.salesprocess.platform.database.embedded;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.eclipse.microprofile.config.Config;

/**
 * What can be configured about the embedded database.
 *
 * @param directory where it keeps everything it has; made if it does not exist
 * @param port the TCP port on the loopback interface; 0 for any free one
 */
public record DatabaseSettings(Path directory, int port) {

    /** The setting that names an external database. */
    public static final String URL = "quarkus.datasource.jdbc.url";

    private static final String DIRECTORY = "salesprocess.database.directory";
    private static final String PORT = "salesprocess.database.port";

    public DatabaseSettings {
        directory = directory.toAbsolutePath().normalize();
    }

    /** Whether the configuration names a database, in which case the embedded one must not be touched. */
    public static boolean external(Config config) {
        return config.getOptionalValue(URL, String.class)
                .filter(url -> !url.isBlank())
                .isPresent();
    }

    /** The settings in this configuration, with defaults for what it does not say. */
    public static DatabaseSettings from(Config config) {
        String directory = config.getOptionalValue(DIRECTORY, String.class).orElse("data/postgres");
        String port = config.getOptionalValue(PORT, String.class).orElse("0");
        return new DatabaseSettings(path(directory), port(port));
    }

    private static Path path(String value) {
        try {
            return Path.of(value.strip());
        } catch (InvalidPathException e) {
            throw new DatabaseStartException(DIRECTORY + " is not a path: " + value, e);
        }
    }

    private static int port(String value) {
        try {
            int port = Integer.parseInt(value.strip());
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number out of range.
        }
        throw new DatabaseStartException(PORT + " is not a port number: " + value);
    }
}
