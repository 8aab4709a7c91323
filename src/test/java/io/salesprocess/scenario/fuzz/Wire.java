package io.salesprocess.scenario.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** HTTP/1.1 over a bare socket, because no client library would send what hostile callers do. */
final class Wire implements Closeable {

    private static final int CONTINUE = 100;
    private static final int LONGEST_WAIT_MILLIS = 30_000;

    private final URI service;
    private Socket socket;
    private InputStream in;

    Wire(URI service) {
        this.service = service;
    }

    /**
     * What came back.
     *
     * @param headers by name, whatever the case
     */
    record Answer(int status, Map<String, String> headers, byte[] body) {

        String header(String name) {
            return headers.get(name);
        }

        String mediaType() {
            String type = header("Content-Type");
            return type == null ? "" : type.split(";")[0].strip();
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** The body as JSON; null if it is none. */
        JsonNode json() {
            if (body.length == 0 || !mediaType().endsWith("json")) {
                return null;
            }
            try {
                return Document.JSON.readTree(body);
            } catch (JsonProcessingException e) {
                return null;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    Answer send(Request request) throws IOException {
        boolean isReused = socket != null;
        try {
            return exchange(request);
        } catch (IOException e) {
            close();
            if (!isReused) {
                throw e;
            }
            // The service may have hung up after the answer before this one.
            return exchange(request);
        }
    }

    private Answer exchange(Request request) throws IOException {
        if (socket == null) {
            socket = new Socket(service.getHost(), service.getPort());
            socket.setSoTimeout(LONGEST_WAIT_MILLIS);
            in = new BufferedInputStream(socket.getInputStream());
        }
        try {
            socket.getOutputStream().write(bytes(request));
        } catch (IOException e) {
            // Whoever is refused while still sending may have been told why.
            if (in.available() == 0) {
                throw e;
            }
        }
        Answer answer = answer(request.method().equals("HEAD"));
        while (answer.status() == CONTINUE) {
            answer = answer(request.method().equals("HEAD"));
        }
        if (request.isLast() || "close".equals(answer.header("Connection"))) {
            close();
        }
        return answer;
    }

    private byte[] bytes(Request request) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringBuilder head = new StringBuilder(request.method() + " " + request.target() + " HTTP/1.1\r\n")
                .append("Host: ")
                .append(service.getAuthority())
                .append("\r\n");
        request.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        if (request.body() != null) {
            head.append("Content-Length: ").append(request.body().length).append("\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        if (request.body() != null) {
            out.write(request.body());
        }
        return out.toByteArray();
    }

    private Answer answer(boolean isHead) throws IOException {
        String status = line();
        if (!status.matches("HTTP/1\\.[01] \\d{3}.*")) {
            throw new IOException("Not an answer: " + status);
        }
        int code = Integer.parseInt(status.substring(9, 12));
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(); !line.isEmpty(); line = line()) {
            headers.merge(
                    line.substring(0, line.indexOf(':')),
                    line.substring(line.indexOf(':') + 1).strip(),
                    (one, other) -> one + ", " + other);
        }
        if (isHead || code == CONTINUE || code == 204 || code == 304) {
            return new Answer(code, headers, new byte[0]);
        }
        byte[] body = body(headers);
        boolean isCompressed = "gzip".equals(headers.get("Content-Encoding"));
        return new Answer(
                code,
                headers,
                isCompressed ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes() : body);
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        String length = headers.get("Content-Length");
        if (length != null) {
            return in.readNBytes(Integer.parseInt(length));
        }
        if (!"chunked".equals(headers.get("Transfer-Encoding"))) {
            return in.readAllBytes();
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.write(in.readNBytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The service hung up after: " + line);
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
