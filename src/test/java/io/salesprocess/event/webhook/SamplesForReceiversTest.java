package io.salesprocess.event.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The samples in {@code docs/samples} that verify messages, run as a reader would run them. */
class SamplesForReceiversTest {

    private static final Path SAMPLES = Path.of("docs", "samples");
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OTHER = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private static final String BODY = "{\"type\":\"io.salesprocess.deal.won.v1\",\"note\":\"ü\"}";

    @Test
    void the_receiver_in_java_takes_genuine_messages_once() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        SAMPLES.resolve("WebhookReceiver.java").toString(),
                        "0")
                .redirectErrorStream(true);
        builder.environment().put("WEBHOOK_SECRET", SECRET);
        Process receiver = builder.start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(receiver.getInputStream(), StandardCharsets.UTF_8))) {
            String line = said.readLine();
            assertThat(line).startsWith("Listening on port ");
            int port = Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1));
            long now = Instant.now().getEpochSecond();
            String genuine = sign(SECRET, "msg-1", now);

            assertThat(post(port, "msg-1", now, sign(OTHER, "msg-1", now))).isEqualTo(401);
            assertThat(post(port, "msg-1", now - 3_600, sign(SECRET, "msg-1", now - 3_600)))
                    .isEqualTo(401);
            assertThat(post(port, "msg-1", now, genuine)).isEqualTo(204);
            assertThat(post(port, "msg-1", now, sign(OTHER, "msg-1", now) + " " + genuine))
                    .isEqualTo(204);
            assertThat(post(port, "msg-2", now, sign(SECRET, "msg-2", now))).isEqualTo(204);
            assertThat(List.of(said.readLine(), said.readLine()))
                    .as("the event of msg-1 was processed once")
                    .allMatch(event -> event.startsWith("Event {"));
        } finally {
            receiver.destroyForcibly();
        }
    }

    @Test
    void the_shell_script_tells_genuine_messages_from_others() throws Exception {
        Assumptions.assumeTrue(isThere("sh") && isThere("openssl") && isThere("od"));
        long now = Instant.now().getEpochSecond();
        String genuine = sign(SECRET, "msg-1", now);

        assertThat(verify("msg-1", now, genuine)).isZero();
        assertThat(verify("msg-1", now, sign(OTHER, "msg-1", now) + " " + genuine))
                .isZero();
        assertThat(verify("msg-2", now, genuine)).isEqualTo(1);
        assertThat(verify("msg-1", now, sign(OTHER, "msg-1", now))).isEqualTo(1);
        assertThat(verify("msg-1", now - 3_600, sign(SECRET, "msg-1", now - 3_600)))
                .isEqualTo(1);
    }

    private static String sign(String secret, String id, long timestamp) throws Exception {
        return new Webhook(secret).sign(id, timestamp, BODY);
    }

    private static int post(int port, String id, long timestamp, String signature) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/"))
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(timestamp))
                .header("webhook-signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(BODY))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static int verify(String id, long timestamp, String signatures) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "sh", SAMPLES.resolve("verify-webhook.sh").toString(), id, Long.toString(timestamp), signatures));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("WEBHOOK_SECRET", SECRET);
        Process script = builder.start();
        script.getOutputStream().write(BODY.getBytes(StandardCharsets.UTF_8));
        script.getOutputStream().close();
        script.getInputStream().readAllBytes();
        return script.waitFor();
    }

    private static boolean isThere(String program) throws IOException {
        try (Stream<String> path = Arrays.stream(System.getenv("PATH").split(":"))) {
            return path.anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
        }
    }
}
