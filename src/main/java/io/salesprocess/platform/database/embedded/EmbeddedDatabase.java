package io.salesprocess.platform.database.embedded;

import io.salesprocess.platform.kernel.PrivateFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * A PostgreSQL server that belongs to this process: started with it, started again if it dies, stopped by
 * {@link #close()}. Everything it has lies in one directory, which only one service at a time can use.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EmbeddedDatabase.class);
    private static final int PORTS_TO_TRY = 5;

    /** The lines of the lock file of a server that hold the numbers of its process and its port. */
    private static final int PID = 0;

    private static final int PORT = 3;

    private final DirectoryLock lock;
    private final Postmaster postmaster;
    private final Watch watch;
    private final int port;
    private final String password;
    private boolean closed;

    private EmbeddedDatabase(DirectoryLock lock, Postmaster postmaster, int port, String password) {
        this.lock = lock;
        this.postmaster = postmaster;
        this.port = port;
        this.password = password;
        this.watch = new Watch(postmaster, port);
    }

    /**
     * Starts the server, whatever state the last one was left in, and returns when it takes connections. The first start
     * in a directory makes the database.
     *
     * @throws DatabaseStartException for reasons that the person starting the service can do something about
     */
    public static EmbeddedDatabase start(DatabaseSettings settings) {
        Archive archive = Archive.forThisMachine();
        Path directory = settings.directory();
        try {
            prepare(directory);
            DirectoryLock lock = DirectoryLock.acquire(directory.resolve("lock"));
            try {
                return start(settings, archive, lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (AccessDeniedException e) {
            throw new DatabaseStartException("The database directory " + directory
                    + " is not accessible: permission to " + e.getFile() + " is denied.");
        } catch (IOException e) {
            throw new DatabaseStartException("The embedded database in " + directory + " does not start: " + e, e);
        }
    }

    private static EmbeddedDatabase start(DatabaseSettings settings, Archive archive, DirectoryLock lock)
            throws IOException {
        Path directory = settings.directory();
        Account account = Account.choose();
        Programs programs = Programs.in(directory.resolve("binaries"), archive, account);
        Cluster cluster = Cluster.in(directory, programs);
        Postmaster postmaster = new Postmaster(directory, cluster, programs);
        // One that survived the service it belonged to.
        postmaster.stop();
        int port = start(postmaster, settings.port());
        EmbeddedDatabase database = new EmbeddedDatabase(lock, postmaster, port, cluster.password());
        database.watch.start();
        LOG.infof("Embedded PostgreSQL %s runs on port %d with its data in %s", programs.version(), port, directory);
        return database;
    }

    /** Where a database is, and how to log in to it. */
    public record Login(String url, String username, String password) {}

    /** Whether there is a database in the directory, running or not. */
    public static boolean isIn(DatabaseSettings settings) {
        return Files.exists(settings.directory().resolve("cluster"));
    }

    /** The database in the directory, if its server runs: that of another process. */
    public static Optional<Login> running(DatabaseSettings settings) {
        Path cluster = settings.directory().resolve("cluster");
        try {
            List<String> lines = Files.readAllLines(cluster.resolve("data").resolve("postmaster.pid"));
            boolean isAlive = ProcessHandle.of(Long.parseLong(lines.get(PID).strip()))
                    .filter(ProcessHandle::isAlive)
                    .isPresent();
            return isAlive && lines.size() > PORT
                    ? Optional.of(new Login(
                            url(Integer.parseInt(lines.get(PORT).strip())),
                            Cluster.NAME,
                            Files.readString(cluster.resolve("password")).strip()))
                    : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A directory of this service, or one that can become it; not somebody's home by mistake. */
    private static void prepare(Path directory) throws IOException {
        if (Files.isDirectory(directory) && !Files.exists(directory.resolve("lock"))) {
            List<Path> content = Directories.children(directory);
            if (content.stream().anyMatch(f -> !f.endsWith("lost+found"))) {
                throw new DatabaseStartException("The database directory " + directory
                        + " contains other files; they have been left as they are. Name an empty directory.");
            }
        }
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new DatabaseStartException("The database directory " + directory + " is a file.");
        }
        PrivateFiles.createDirectory(directory);
    }

    private static int start(Postmaster postmaster, int wanted) throws IOException {
        for (int attempt = 1; ; attempt++) {
            int port = wanted == 0 ? freePort() : wanted;
            try {
                postmaster.start(port);
                return port;
            } catch (PortInUseException e) {
                // A free port may be taken between finding and using it.
                if (wanted != 0 || attempt == PORTS_TO_TRY) {
                    throw new DatabaseStartException(
                            "The embedded database does not start: " + e.getMessage() + ".", e);
                }
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        }
    }

    /** Where the service's database is, as a JDBC URL without user and password. */
    public String url() {
        return url(port);
    }

    private static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + Cluster.NAME;
    }

    /** The role that owns the database; not a superuser. */
    public String username() {
        return Cluster.NAME;
    }

    public String password() {
        return password;
    }

    /** Stops the server and releases the directory. A concurrent call waits until that is done. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        watch.stop();
        try (lock) {
            postmaster.stop();
        } catch (IOException e) {
            LOG.errorf("The embedded database could not be stopped: %s", e);
        }
    }
}
