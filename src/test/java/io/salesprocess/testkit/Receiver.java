package io.salesprocess.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/** Receives webhook messages, and answers as well or as badly as a test wants. */
public final class Receiver implements AutoCloseable {

    private final ServerSocket server;
    private final Behaviour behaviour;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "receiver");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    /** What arrived; names of headers in lower case. */
    public record Received(String path, Map<String, String> headers, String body) {

        public String id() {
            return headers.get("webhook-id");
        }

        public String header(String name) {
            return headers.get(name);
        }
    }

    /** What is written in response. The connection stays open if it returns true. */
    @FunctionalInterface
    public interface Behaviour {
        boolean answer(Received request, OutputStream response) throws IOException;
    }

    private Receiver(ServerSocket server, Behaviour behaviour) {
        this.server = server;
        this.behaviour = behaviour;
        threads.execute(this::accept);
    }

    /** Listens on a free port of the loopback address. */
    public static Receiver that(Behaviour behaviour) {
        return that(behaviour, ServerSocketFactory.getDefault());
    }

    /** The same with sockets of another kind. */
    public static Receiver that(Behaviour behaviour, ServerSocketFactory sockets) {
        try {
            return new Receiver(sockets.createServerSocket(0, 200, InetAddress.getByName("127.0.0.1")), behaviour);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers everything with this status. */
    public static Behaviour status(int status, String... headers) {
        return (request, response) -> {
            respond(response, status, "ok", headers);
            return true;
        };
    }

    /** Writes one whole response. */
    public static void respond(OutputStream response, int status, String body, String... headers) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Status\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        head.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
        response.write(head.toString().getBytes(StandardCharsets.UTF_8));
        response.write(bytes);
        response.flush();
    }

    public int port() {
        return server.getLocalPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port() + "/hooks";
    }

    /** Everything that has arrived so far, in order. */
    public List<Received> received() {
        return new ArrayList<>(received);
    }

    public int connections() {
        return connections.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                open.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            boolean isKept = true;
            while (isKept) {
                Received request = read(in);
                if (request == null) {
                    return;
                }
                received.add(request);
                isKept = behaviour.answer(request, socket.getOutputStream());
            }
        } catch (IOException e) {
            // The other side has had enough.
        } finally {
            open.remove(socket);
        }
    }

    private static Received read(InputStream in) throws IOException {
        String line = line(in);
        if (line == null) {
            return null;
        }
        String path = line.split(" ")[1];
        Map<String, String> headers = new TreeMap<>();
        for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Received(path, headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
