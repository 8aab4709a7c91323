package io.salesprocess.testkit;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between the service and PostgreSQL and counts round trips: every time the service says that it now waits for an
 * answer. Counting on the wire leaves nothing out, whichever library sends it. It also makes bad weather there.
 */
public final class WireTap implements Closeable {

    /** What becomes of what the service and its database say to each other. */
    public enum Weather {
        /** All of it arrives. */
        FAIR,
        /** Nothing arrives, and nobody is told: a server that hangs, a network that swallows. */
        FROZEN,
        /** Everything arrives late. */
        SLOW,
        /** Connections are cut, and new ones refused. */
        CUT
    }

    private static final long DELAY_MILLIS = 400;

    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;

    /** The driver does not wait for an answer to this: it travels with the statement that follows. */
    private static final byte[] BEGIN = "BEGIN\0".getBytes(StandardCharsets.US_ASCII);

    private final AtomicLong roundTrips = new AtomicLong();
    private final ServerSocket listener;
    private final int serverPort;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private Weather weather = Weather.FAIR;

    WireTap(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("accept", this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    AtomicLong roundTrips() {
        return roundTrips;
    }

    /** Changes the weather, for connections that exist as well. */
    public synchronized void set(Weather next) throws IOException {
        weather = next;
        notifyAll();
        if (next == Weather.CUT) {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() throws IOException {
        while (!listener.isClosed()) {
            Socket client = listener.accept();
            if (isCut()) {
                client.close();
                continue;
            }
            open.add(client);
            Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
            // Otherwise the second part of an answer waits for the first to be acknowledged.
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            start("requests", () -> relayRequests(client, server));
            start("answers", () -> relayAnswers(server, client));
        }
    }

    private void relayRequests(Socket client, Socket server) throws IOException {
        try (client;
                server) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(server.getOutputStream()));
            int code;
            do {
                byte[] startup = message(in, out);
                code = ByteBuffer.wrap(startup).getInt();
                out.flush();
            } while (code == SSL_REQUEST || code == GSS_REQUEST);
            while (true) {
                int type = in.readUnsignedByte();
                out.writeByte(type);
                byte[] content = message(in, out);
                if (type == 'S' || (type == 'Q' && !Arrays.equals(content, BEGIN))) {
                    roundTrips.incrementAndGet();
                }
                if (in.available() == 0) {
                    pass();
                    out.flush();
                }
            }
        } finally {
            open.remove(client);
        }
    }

    private static byte[] message(DataInputStream in, DataOutputStream out) throws IOException {
        int length = in.readInt();
        byte[] content = in.readNBytes(length - Integer.BYTES);
        out.writeInt(length);
        out.write(content);
        return content;
    }

    private void relayAnswers(Socket server, Socket client) throws IOException {
        try (server;
                client) {
            byte[] buffer = new byte[8192];
            for (int read = server.getInputStream().read(buffer); read > 0; ) {
                pass();
                client.getOutputStream().write(buffer, 0, read);
                read = server.getInputStream().read(buffer);
            }
        }
    }

    private synchronized boolean isCut() {
        return weather == Weather.CUT;
    }

    /** Returns when the weather lets something through. */
    private void pass() throws IOException {
        try {
            boolean isSlow;
            synchronized (this) {
                while (weather == Weather.FROZEN) {
                    wait();
                }
                isSlow = weather == Weather.SLOW;
            }
            if (isSlow) {
                TimeUnit.MILLISECONDS.sleep(DELAY_MILLIS);
            }
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // One of the two ends has hung up; the other learns of it by its socket being closed.
                    }
                },
                "wire-tap-" + name);
        thread.setDaemon(true);
        thread.start();
    }
}
