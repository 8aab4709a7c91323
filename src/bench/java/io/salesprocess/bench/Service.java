package io.salesprocess.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The packaged service as users run it: a process of its own on an external database. */
final class Service {

    private static final Path DIRECTORY = Path.of("target", "quarkus-app");
    private static final Path PACKAGE = DIRECTORY.resolve("quarkus-run.jar");

    /** The options that come with the package. */
    private static final String OPTIONS = "@" + DIRECTORY.resolve("java.options");

    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final int UNTIL_READY_MILLIS = 5;

    /** How often the compilers are looked at, how many times at most, and the share of the time that does not count as work. */
    private static final int LOOK_MILLIS = 1_500;

    private static final int MOST_LOOKS = 20;
    private static final double AT_REST = 0.1;

    /** A service that has just started, or does the work of many at once, may say that it is busy for a while. */
    private static final Duration LONGEST_BUSY = Duration.ofSeconds(60);

    private static final int BUSY = 503;
    private static final int BUSY_MILLIS = 200;

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);
    private static final int LAST_LINES = 20;

    private static final String ADMIN_KEY = "spk_" + "measured".repeat(5);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final ObjectMapper mapper = new ObjectMapper();
    private final Path java;
    private final Process process;
    private final Path log;
    private final Cleanup cleanup;
    private final int port;
    private final double startSeconds;
    private String authorization = "";

    private Service(Path java, Process process, Path log, Cleanup cleanup, int port, double startSeconds) {
        this.java = java;
        this.process = process;
        this.log = log;
        this.cleanup = cleanup;
        this.port = port;
        this.startSeconds = startSeconds;
    }

    /** Starts the package, and returns when it says that it is ready. */
    static Service start(Path java, List<String> javaOptions, Database database, Path log, Cleanup cleanup) {
        try {
            int port = freePort();
            List<String> command = new ArrayList<>();
            command.add(java.toString());
            command.add(OPTIONS);
            command.addAll(javaOptions);
            command.addAll(List.of(
                    "-Dquarkus.http.host=127.0.0.1",
                    "-Dquarkus.http.port=" + port,
                    "-Dsalesprocess.bootstrap.admin-key=" + ADMIN_KEY,
                    // The limit is watched as always, and out of reach.
                    "-Dsalesprocess.rate-limit.key.requests=" + Integer.MAX_VALUE,
                    "-jar",
                    PACKAGE.toString()));
            long begin = System.nanoTime();
            Process process = start(command, database, log, cleanup);
            awaitReady(process, port, log);
            return new Service(java, process, log, cleanup, port, (System.nanoTime() - begin) / 1e9);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has the service start once and end by itself, so that its JVM learns from it. */
    static void rehearse(Path java, List<String> javaOptions, Database database, Path log, Cleanup cleanup) {
        try {
            List<String> command = new ArrayList<>(List.of(java.toString(), OPTIONS));
            command.addAll(javaOptions);
            command.addAll(List.of(
                    "-Dsalesprocess.rehearsal=true",
                    "-Dquarkus.http.port=" + freePort(),
                    "-Dsalesprocess.bootstrap.admin-key=" + ADMIN_KEY,
                    "-jar",
                    PACKAGE.toString()));
            if (start(command, database, log, cleanup).waitFor() != 0) {
                throw new IllegalStateException("The rehearsal failed:\n" + Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Process start(List<String> command, Database database, Path log, Cleanup cleanup) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("QUARKUS_DATASOURCE_JDBC_URL", database.url());
        builder.environment().put("QUARKUS_DATASOURCE_USERNAME", database.user());
        builder.environment().put("QUARKUS_DATASOURCE_PASSWORD", database.password());
        return cleanup.start(builder);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private static void awaitReady(Process process, int port, Path log) throws IOException {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                .timeout(LONGEST_START)
                .build();
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                if (http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // It does not listen yet.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            pause(UNTIL_READY_MILLIS);
        }
        Cleanup.end(process);
        throw new IllegalStateException("The service did not become ready:\n" + Files.readString(log));
    }

    static void pause(int millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Becomes a caller with a key, as an administrator would hand it out. */
    void logIn() {
        String body = "{\"name\":\"bench\",\"roles\":[\"manager\",\"intake\"]}";
        authorization = "Bearer " + ADMIN_KEY;
        HttpResponse<String> answer = sendUntilTaken("POST", "/v1/api-keys", body);
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("No key was handed out: " + answer.statusCode() + " " + answer.body());
        }
        authorization = "Bearer " + json(answer).get("secret").asText();
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** The header that is to be sent with every request. */
    String authorization() {
        return authorization;
    }

    /** From the beginning of the process until it said that it was ready. */
    double startSeconds() {
        return startSeconds;
    }

    /** Resident memory in bytes. */
    long memory() {
        return Long.parseLong(told("ps", "-o", "rss=", "-p", Long.toString(process.pid()))
                        .strip())
                * 1024;
    }

    /** How long the compilers of its JDK have been at work since it was started. */
    double compilerSeconds() {
        String jstat = java.resolveSibling("jstat").toString();
        // A line of headings, and one of figures: compiled, failed, invalid, time, …
        String[] figures = told(jstat, "-compiler", Long.toString(process.pid()))
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(jstat + " is needed, and had nothing to tell."))
                .strip()
                .split("\\s+");
        return Double.parseDouble(figures[3].replace(',', '.'));
    }

    /** Waits until they have next to nothing to do or the time is over, while nothing else is asked of the service. */
    void awaitCompilers(long end) {
        double share = 1;
        for (int i = 0; i < MOST_LOOKS && share > AT_REST && System.nanoTime() < end; i++) {
            double before = compilerSeconds();
            long begin = System.nanoTime();
            pause(LOOK_MILLIS);
            share = (compilerSeconds() - before) / ((System.nanoTime() - begin) / 1e9);
        }
    }

    private static String told(String... command) {
        try {
            Process process = new ProcessBuilder(command).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a {@code GET} is answered with, which must be a success. */
    JsonNode get(String path) {
        HttpResponse<String> answer = sendUntilTaken("GET", path, null);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(
                    "GET " + path + " was answered " + answer.statusCode() + " " + answer.body());
        }
        return json(answer);
    }

    /** What the service has not answered with success since its start, as its metrics have it. */
    String refusals() {
        return send("GET", "/q/metrics", null)
                .body()
                .lines()
                .filter(line -> line.startsWith("http_server_requests_seconds_count") && !line.contains("SUCCESS"))
                .collect(Collectors.joining("\n"));
    }

    private HttpResponse<String> sendUntilTaken(String method, String path, String body) {
        long end = System.nanoTime() + LONGEST_BUSY.toNanos();
        HttpResponse<String> answer = send(method, path, body);
        while (answer.statusCode() == BUSY && System.nanoTime() < end) {
            pause(BUSY_MILLIS);
            answer = send(method, path, body);
        }
        return answer;
    }

    HttpResponse<String> send(String method, String path, String body) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path))
                    .header("Content-Type", "application/json")
                    .timeout(LONGEST_ANSWER)
                    .method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(body));
            request.header("Authorization", authorization);
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            mustRun(e);
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private JsonNode json(HttpResponse<String> answer) {
        try {
            return mapper.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a program that sends requests to this service. */
    Measured load(ProcessBuilder program) {
        try {
            return LoadProcess.run(cleanup, program);
        } catch (InvalidRoundException e) {
            mustRun(e);
            throw e;
        }
    }

    /** Says that the service has ended, and its last words, where a failed request alone would say little. */
    private void mustRun(Exception reason) {
        try {
            if (process.waitFor(1, TimeUnit.SECONDS)) {
                List<String> lines = Files.readAllLines(log);
                throw new IllegalStateException(
                        "The service has ended with status " + process.exitValue() + "; its log ends:\n"
                                + String.join(
                                        "\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())),
                        reason);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends the service as an operator would. */
    void close() {
        Cleanup.end(process);
    }
}
