package io.salesprocess.platform.database;

import io.salesprocess.platform.kernel.Deadline;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A database connection on which no read outlasts the deadline of the current request. It stands below the driver,
 * because everything that waits for the server comes by here: statements, commits and rollbacks, by whichever library.
 * Without a deadline the driver's own timeout holds.
 */
final class DeadlineSocket extends Socket {

    /** What is always left, so that a server that is well can be told to roll back: without it the connection would be lost. */
    private static final int GRACE_MILLIS = 100;

    /** What the system takes over at once after the last answer. Whatever goes beyond it may have to wait. */
    private static final int TAKEN_AT_ONCE = 16 * 1024;

    private static final ScheduledThreadPoolExecutor GUARD = guard();

    private final int silenceMillis;
    private int timeout;
    private int effective;
    private int unanswered;
    private InputStream in;
    private OutputStream out;

    /** The server has been silent for longer than it takes for anything, so it may not be there any more. */
    static final class SilentException extends SocketTimeoutException {
        private SilentException() {
            super("The database has been silent for too long.");
        }
    }

    /** @param silenceMillis silence for so long is no slowness: the server breaks off every statement before ({@link TimeLimits}) */
    DeadlineSocket(int silenceMillis) {
        this.silenceMillis = silenceMillis;
    }

    @Override
    public synchronized void setSoTimeout(int millis) throws SocketException {
        timeout = millis;
        effective = millis;
        super.setSoTimeout(millis);
    }

    @Override
    public synchronized int getSoTimeout() {
        return timeout;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        if (in == null) {
            in = new Answers(super.getInputStream());
        }
        return in;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        if (out == null) {
            out = new Requests(super.getOutputStream());
        }
        return out;
    }

    private synchronized void limitRead() throws IOException {
        Optional<Deadline> deadline = Deadline.current();
        int limit = timeout;
        if (deadline.isPresent()) {
            int left = Math.max(deadline.get().millisLeft(), GRACE_MILLIS);
            limit = timeout == 0 ? left : Math.min(timeout, left);
        }
        if (limit != effective) {
            super.setSoTimeout(limit);
            effective = limit;
        }
    }

    private final class Answers extends FilterInputStream {

        Answers(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            limitRead();
            unanswered = 0;
            try {
                return super.read(bytes, offset, length);
            } catch (SocketTimeoutException e) {
                if (effective >= silenceMillis) {
                    throw new SilentException();
                }
                throw e;
            }
        }
    }

    /** Writing has no timeout, and waits while the other end takes nothing: then the connection is closed from outside. */
    private final class Requests extends FilterOutputStream {

        Requests(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            unanswered += length;
            if (unanswered <= TAKEN_AT_ONCE) {
                out.write(bytes, offset, length);
                return;
            }
            int wait = Deadline.current().map(Deadline::millisLeft).orElse(timeout);
            Future<?> close = GUARD.schedule(DeadlineSocket.this::closeNow, Math.max(1, wait), TimeUnit.MILLISECONDS);
            try {
                out.write(bytes, offset, length);
            } finally {
                close.cancel(false);
            }
        }
    }

    private void closeNow() {
        try {
            close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ScheduledThreadPoolExecutor guard() {
        ScheduledThreadPoolExecutor guard = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "database-deadline");
            thread.setDaemon(true);
            return thread;
        });
        guard.setRemoveOnCancelPolicy(true);
        return guard;
    }
}
