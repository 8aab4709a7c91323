package io.salesprocess.platform.database.embedded;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * The account that PostgreSQL runs under. It is the service's own, except that PostgreSQL refuses to run as root: root
 * puts it into a user namespace, where it keeps root's files and loses root's powers, or, where the system forbids that
 * (many containers), runs it as {@code nobody} and gives the files to {@code nobody}.
 */
enum Account {
    OWN(-1),
    NAMESPACE(0, "unshare", "-U"),
    NOBODY(65534, "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

    private final int owner;
    private final List<String> prefix;

    Account(int owner, String... prefix) {
        this.owner = owner;
        this.prefix = List.of(prefix);
    }

    static Account choose() {
        if (!root()) {
            return OWN;
        }
        if (NAMESPACE.works()) {
            return NAMESPACE;
        }
        if (NOBODY.works()) {
            return NOBODY;
        }
        throw new DatabaseStartException(
                "PostgreSQL does not run as root, and neither a user namespace (unshare) nor the"
                        + " account nobody (setpriv) can be used here. Start the service as another user.");
    }

    private static boolean root() {
        try {
            return System.getProperty("os.name").startsWith("Linux")
                    && Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException e) {
            return false;
        }
    }

    /** Also asks for the name, because initdb does, and fails for an account that has none. */
    private boolean works() {
        try {
            Process process = new ProcessBuilder(command(List.of("id", "-un")))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    List<String> command(List<String> command) {
        List<String> complete = new ArrayList<>(prefix);
        complete.addAll(command);
        return complete;
    }

    /** What may explain why a program does not run under this account. */
    String caveat() {
        return this == NOBODY
                ? " (It runs as nobody, since root cannot create a user namespace here; nobody must be able to reach the"
                        + " directory. Or start the service as another user.)"
                : "";
    }

    /** Gives to this account whatever root has made there since. */
    void own(Path tree) throws IOException {
        if (this == OWN) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
                return visitFile(path, attributes);
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                if (!attributes.isSymbolicLink()
                        && !Files.getAttribute(path, "unix:uid").equals(owner)) {
                    Files.setAttribute(path, "unix:uid", owner);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
    }
}
