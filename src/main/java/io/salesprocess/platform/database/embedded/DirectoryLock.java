package io.salesprocess.platform.database.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** Keeps a database directory to one service. The operating system lets go of it however the service ends. */
final class DirectoryLock implements AutoCloseable {

    private static final Duration PREDECESSOR = Duration.ofSeconds(15);

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    static DirectoryLock acquire(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = lock(channel);
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        if (lock == null) {
            throw new DatabaseStartException(
                    "The database directory " + file.getParent() + " is in use by another running service.");
        }
        return new DirectoryLock(channel);
    }

    /**
     * A lock held by another process is final. One held by this process belongs, in dev mode, to the application before
     * the reload, which is about to stop.
     */
    private static FileLock lock(FileChannel channel) throws IOException {
        long deadline = System.nanoTime() + PREDECESSOR.toNanos();
        while (true) {
            try {
                return channel.tryLock();
            } catch (OverlappingFileLockException e) {
                if (System.nanoTime() > deadline || !Pause.of(Duration.ofMillis(50))) {
                    return null;
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
