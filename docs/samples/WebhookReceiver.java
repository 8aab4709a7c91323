import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Receives webhooks: verifies the signature, ignores events that it has seen, and answers before the sender loses patience.
 *
 * <p>Run it with Java 17 or later, no build needed:
 *
 * <pre>WEBHOOK_SECRET=whsec_... java WebhookReceiver.java 8090</pre>
 */
public class WebhookReceiver {

    /** Older messages are refused, so that nobody can send a recorded one again. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final int LONGEST_BODY = 1024 * 1024;

    private final byte[] secret;

    /** Keep the ids in your database, in the transaction that processes the event. */
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    WebhookReceiver(String secret) {
        this.secret = Base64.getDecoder().decode(secret.substring("whsec_".length()));
    }

    public static void main(String[] arguments) throws IOException {
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8090;
        WebhookReceiver receiver = new WebhookReceiver(System.getenv("WEBHOOK_SECRET"));
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        server.setExecutor(Executors.newFixedThreadPool(8));
        server.createContext("/", receiver::receive);
        server.start();
        System.out.println("Listening on port " + server.getAddress().getPort());
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY);
            String id = exchange.getRequestHeaders().getFirst("webhook-id");
            String timestamp = exchange.getRequestHeaders().getFirst("webhook-timestamp");
            String signatures = exchange.getRequestHeaders().getFirst("webhook-signature");
            if (!isGenuine(id, timestamp, signatures, body, Instant.now())) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            if (seen.add(id)) {
                process(new String(body, StandardCharsets.UTF_8));
            }
            // 204 for duplicates too: the sender only wants to know that you have the event.
            exchange.sendResponseHeaders(204, -1);
        }
    }

    /** Put the event into a queue of your own here, and return: after 15 seconds the sender gives up and tries again. */
    private void process(String event) {
        System.out.println("Event " + event);
    }

    /** Whether one of the signatures fits; there are two for a time after the secret was rotated. */
    private boolean isGenuine(String id, String timestamp, String signatures, byte[] body, Instant now) {
        if (id == null || timestamp == null || signatures == null || !timestamp.matches("\\d{1,12}")) {
            return false;
        }
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now).abs();
        if (age.compareTo(TOLERANCE) > 0) {
            return false;
        }
        byte[] expected = ("v1," + sign(id + "." + timestamp + ".", body)).getBytes(StandardCharsets.UTF_8);
        for (String signature : signatures.split(" ")) {
            // Compares in constant time.
            if (MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8))) {
                return true;
            }
        }
        return false;
    }

    private String sign(String prefix, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update(prefix.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
