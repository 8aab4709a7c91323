package io.salesprocess.platform.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Bytes to the service and back, for requests that no client would send. */
final class Wire {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private Wire() {}

    static Socket connect(URI service) throws IOException {
        Socket socket = new Socket(service.getHost(), service.getPort());
        socket.setSoTimeout((int) LONGEST_WAIT.toMillis());
        return socket;
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** All that the service sends until it closes the connection. */
    static String readAll(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Sends a text, and returns all that comes back until the service closes the connection. */
    static String send(URI service, String text) throws IOException {
        try (Socket socket = connect(service)) {
            write(socket, text);
            return readAll(socket);
        }
    }

    /** Whether the service has closed the connection, without an answer. */
    static boolean isClosed(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }
}
