package io.salesprocess.platform.database.embedded;

import io.salesprocess.platform.kernel.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/**
 * The files of the database: what PostgreSQL calls a cluster, and next to it the password of the role that the service
 * logs in as. That role owns the service's database and nothing else. The superuser has no password and no way in over
 * the network; it exists for maintenance in PostgreSQL's single-user mode.
 */
final class Cluster {

    /** Role and database have the same name. */
    static final String NAME = "salesprocess";

    private static final String UNFINISHED = "cluster.new-";
    /** After a crash, one call instead of a thousand brings everything to disk, where there is such a call. */
    private static final String SYNC = System.getProperty("os.name").startsWith("Linux") ? "syncfs" : "fsync";

    private static final String SETTINGS = "salesprocess.conf";

    private final Path home;
    private final Programs programs;

    private Cluster(Path home, Programs programs) {
        this.home = home;
        this.programs = programs;
    }

    /** The cluster in this directory, made if there is none. */
    static Cluster in(Path directory, Programs programs) throws IOException {
        for (Path child : Directories.children(directory)) {
            if (child.getFileName().toString().startsWith(UNFINISHED)) {
                Directories.delete(child);
            }
        }
        Cluster cluster = new Cluster(directory.resolve("cluster"), programs);
        if (Files.exists(cluster.home)) {
            cluster.requireSameMajorVersion();
        } else {
            // Under another name until it is complete, so that one under its own name is never half-finished.
            Cluster unfinished = new Cluster(directory.resolve(UNFINISHED + UUID.randomUUID()), programs);
            unfinished.create();
            Files.move(unfinished.home, cluster.home, StandardCopyOption.ATOMIC_MOVE);
        }
        return cluster;
    }

    Path data() {
        return home.resolve("data");
    }

    String password() throws IOException {
        return Files.readString(home.resolve("password")).strip();
    }

    private void requireSameMajorVersion() throws IOException {
        Path file = data().resolve("PG_VERSION");
        if (!Files.exists(file)) {
            throw new DatabaseStartException(home + " is not a complete database; it has been left as it is."
                    + " Restore it from a backup, or move it away to start with an empty database.");
        }
        String version = Files.readString(file).strip();
        if (!version.equals(programs.majorVersion())) {
            throw new DatabaseStartException("The data in " + home + " was written by PostgreSQL " + version
                    + ", but this service contains PostgreSQL " + programs.majorVersion()
                    + "; the data has been left as it is. Back it up with the package that wrote it (--backup FILE), and"
                    + " restore it with this one into a new directory (--restore FILE).");
        }
    }

    private void create() throws IOException {
        PrivateFiles.createDirectory(home);
        require(programs.run(
                home,
                "",
                "initdb",
                "--pgdata=" + data(),
                "--username=postgres",
                "--auth=reject",
                "--data-checksums",
                "--encoding=UTF8",
                // The same order and case mapping on every operating system, now and after its next upgrade.
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions"));
        Files.writeString(
                data().resolve("pg_hba.conf"),
                "host  %s  %s  127.0.0.1/32  scram-sha-256%n".formatted(NAME, NAME),
                StandardOpenOption.TRUNCATE_EXISTING);
        Files.writeString(data().resolve("postgresql.conf"), """

                # Written at every start. To change one of its settings, repeat it below this line.
                include_if_exists = '%s'
                """.formatted(SETTINGS), StandardOpenOption.APPEND);
        createDatabase();
    }

    /** In single-user mode: no server listens before its only role has a password. */
    private void createDatabase() throws IOException {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        PrivateFiles.write(home.resolve("password"), password);
        String statements = """
                CREATE ROLE %1$s LOGIN PASSWORD '%2$s';
                CREATE DATABASE %1$s OWNER %1$s;
                """.formatted(NAME, password);
        require(programs.run(
                home,
                statements,
                "postgres",
                "--single",
                "-D",
                data().toString(),
                "-c",
                "exit_on_error=on",
                "-c",
                "log_min_error_statement=panic",
                "postgres"));
    }

    /** Settings of the server that follow from this start or this version of the service. */
    void configure(int port) throws IOException {
        Files.writeString(data().resolve(SETTINGS), """
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                timezone = 'UTC'
                log_timezone = 'UTC'
                # Failed statements are the service's to report. Here they would put personal data into a log.
                log_min_messages = log
                log_min_error_statement = panic
                log_error_verbosity = terse
                log_checkpoints = off
                """.formatted(port));
    }

    private void require(Programs.Result result) {
        if (result.status() != 0) {
            throw new DatabaseStartException(
                    "The embedded database could not be created in " + home.getParent() + ": " + result.complaint());
        }
    }
}
