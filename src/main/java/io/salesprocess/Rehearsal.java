package io.salesprocess;

import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * A start for the JVM to learn from: the service starts as always, answers a few questions, and ends. What the JVM has loaded
 * by then it can keep for the starts to come (class data sharing, ahead-of-time cache).
 */
public class Rehearsal implements QuarkusApplication {

    private static final String READY = "/q/health/ready";
    private static final List<String> QUESTIONS = List.of("/q/openapi", "/", "/v1/deals", "/nothing-here");
    private static final int PATIENCE_MILLIS = 5_000;

    private final int port;
    private final int managementPort;

    Rehearsal(
            @ConfigProperty(name = "quarkus.http.port") int port,
            @ConfigProperty(name = "quarkus.management.host-enabled") boolean hasManagementPort,
            @ConfigProperty(name = "quarkus.management.port") int managementPort) {
        this.port = port;
        this.managementPort = hasManagementPort ? managementPort : port;
    }

    @Override
    public int run(String... args) throws IOException {
        ask(managementPort, READY);
        for (String question : QUESTIONS) {
            ask(port, question);
        }
        return 0;
    }

    private static void ask(int port, String question) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://localhost:" + port + question).toURL().openConnection();
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        int status = connection.getResponseCode();
        try (InputStream body = status < HttpURLConnection.HTTP_BAD_REQUEST
                ? connection.getInputStream()
                : connection.getErrorStream()) {
            body.readAllBytes();
        }
    }
}
