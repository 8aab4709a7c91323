package io.salesprocess.platform.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;

/** The server process of a cluster. */
final class Postmaster {

    private static final Duration LEFTOVERS = Duration.ofSeconds(20);

    private final Path directory;
    private final Cluster cluster;
    private final Programs programs;
    private final Path log;

    Postmaster(Path directory, Cluster cluster, Programs programs) {
        this.directory = directory;
        this.cluster = cluster;
        this.programs = programs;
        this.log = directory.resolve("server.log");
    }

    boolean running() throws IOException {
        return process().isPresent();
    }

    /** The process named in the server's lock file, if it is a server. */
    private Optional<ProcessHandle> process() throws IOException {
        try {
            String number = Files.readString(lockFile()).lines().findFirst().orElse("");
            return ProcessHandle.of(Long.parseLong(number.strip())).filter(programs::runs);
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private Path lockFile() {
        return cluster.data().resolve("postmaster.pid");
    }

    /** Starts the server and returns when it takes connections, after recovery from a crash if there was one. */
    void start(int port) throws IOException {
        long deadline = System.nanoTime() + LEFTOVERS.toNanos();
        cluster.configure(port);
        while (true) {
            // Left by a crash, and its process number has gone to a stranger since: PostgreSQL would take the stranger
            // for a running server.
            Files.deleteIfExists(lockFile());
            Programs.Result result = startOnce();
            if (result.status() == 0) {
                return;
            }
            // Processes of a killed server end by themselves within moments.
            boolean leftovers = log().contains("is still in use");
            if (!leftovers || System.nanoTime() > deadline || !Pause.of(Duration.ofMillis(200))) {
                throw refusal(port);
            }
        }
    }

    private Programs.Result startOnce() throws IOException {
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.createFile(log);
        // Recovery after a crash may take its time; it must not be cut short and begun again.
        return control("start", "-w", "-t", "600", "-l", log.toString());
    }

    private RuntimeException refusal(int port) throws IOException {
        String log = log();
        if (log.contains("could not bind") || log.contains("could not create any TCP/IP sockets")) {
            return new PortInUseException(port);
        }
        return new DatabaseStartException("The embedded database in " + directory + " does not start: "
                + new Programs.Result(1, log).complaint());
    }

    private String log() throws IOException {
        return Files.readString(log);
    }

    /** Ends the server after its open transactions were rolled back and everything else is on disk. */
    void stop() throws IOException {
        // Asked each time: the control program would send its signal to whatever process has the number now.
        if (running() && control("stop", "-w", "-t", "60", "-m", "fast").status() != 0 && running()) {
            control("stop", "-w", "-t", "10", "-m", "immediate");
        }
    }

    private Programs.Result control(String action, String... options) throws IOException {
        String[] arguments = new String[options.length + 4];
        arguments[0] = action;
        arguments[1] = "-s";
        arguments[2] = "-D";
        arguments[3] = cluster.data().toString();
        System.arraycopy(options, 0, arguments, 4, options.length);
        return programs.run(directory, "", "pg_ctl", arguments);
    }
}
