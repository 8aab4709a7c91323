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

    private static final List<String> QUESTIONS =
            List.of("/q/health/ready", "/q/openapi", "/", "/v1/deals", "/nothing-here");
    private static final int PATIENCE_MILLIS = 5_000;

    private final int port;

    Rehearsal(@ConfigProperty(name = "quarkus.http.port") int port) {
        this.port = port;
    }

    @Override
    public int run(String... args) throws IOException {
        for (String question : QUESTIONS) {
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
        return 0;
    }
}
