package io.salesprocess.testkit;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The package as users run it, with a database of its own, so that it can be killed. */
public final class PackagedService {

    private static final Path PACKAGE = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Path OPTIONS = Path.of("target", "quarkus-app", "java.options");
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Path directory;
    private final int port;
    private final Map<String, String> settings;
    private Process process;
    private String key = Keys.ADMIN;

    /** A service whose administrator's key is {@link Keys#ADMIN}. */
    public PackagedService(Path directory) throws IOException {
        this(directory, Map.of(Keys.SETTING, Keys.ADMIN));
    }

    public PackagedService(Path directory, Map<String, String> settings) throws IOException {
        this.directory = directory;
        this.settings = settings;
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
    }

    /** Where the service is reached. */
    public String address() {
        return "http://localhost:" + port;
    }

    /** Starts the service, and waits until it is ready. */
    public void start() throws IOException, InterruptedException {
        Files.createDirectories(directory);
        SharedPrograms.linkInto(directory.resolve("database"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + OPTIONS);
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add("-Dquarkus.http.port=" + port);
        command.add("-Dsalesprocess.database.directory=" + directory.resolve("database"));
        command.add("-jar");
        command.add(PACKAGE.toString());
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("service.log").toFile()))
                .start();
        awaitReady();
    }

    /** Waits until the service says that it is ready, database included. */
    public void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (System.nanoTime() < end) {
            if (isReady()) {
                return;
            }
            if (!process.isAlive()) {
                break;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IllegalStateException(
                "The service did not become ready:\n" + Files.readString(directory.resolve("service.log")));
    }

    /** What {@code kill -9} does. */
    public void killService() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Kills the database server, and leaves the service alone. */
    public void killDatabase() throws IOException {
        Path pidFile = directory.resolve("database/cluster/data/postmaster.pid");
        long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Sends a request; an empty body for none. */
    public HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + path))
                .timeout(Duration.ofSeconds(15))
                .header("Authorization", Keys.bearer(key))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** From now on requests carry this key. */
    public void callWith(String known) {
        key = known;
    }

    /** What requests carry now. */
    public String key() {
        return key;
    }

    /** From now on requests carry a new key with these roles. */
    public void callAs(String... roles) throws IOException, InterruptedException {
        key = Keys.ADMIN;
        String body = new ObjectMapper().writeValueAsString(Map.of("name", "Test", "roles", roles));
        key = new ObjectMapper()
                .readTree(send("POST", "/v1/api-keys", body).body())
                .path("secret")
                .asText();
    }

    /** Ends the service as an operator would. */
    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return send("GET", "/q/health/ready", "").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
