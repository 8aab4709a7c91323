import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows the feed of events, with nothing but a JDK: java FollowEvents.java http://localhost:8080 DIRECTORY
 *
 * <p>The key is in the environment variable SALESPROCESS_KEY. What was processed is a line in DIRECTORY/processed.tsv; replace
 * process() by what you want to happen. Kill it at any time: it goes on where it was, and processes no event twice.
 */
public class FollowEvents {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final String service;
    private final String key;
    private final Path position;
    private final Path processed;
    private final Set<String> ids = new HashSet<>();

    FollowEvents(String service, String key, Path directory) throws IOException {
        this.service = service;
        this.key = key;
        this.position = directory.resolve("position");
        this.processed = directory.resolve("processed.tsv");
        Files.createDirectories(directory);
        if (Files.exists(processed)) {
            dropTornLine();
            Files.readAllLines(processed).forEach(line -> ids.add(line.substring(0, line.indexOf('\t'))));
        }
    }

    public static void main(String[] arguments) throws Exception {
        FollowEvents follower =
                new FollowEvents(arguments[0], System.getenv("SALESPROCESS_KEY"), Path.of(arguments[1]));
        while (true) {
            follower.step();
        }
    }

    /** Reads a page, processes its events, and only then notes where to go on. */
    private void step() throws IOException, InterruptedException {
        String after = Files.exists(position) ? Files.readString(position) : "";
        HttpResponse<String> answer;
        try {
            answer = CLIENT.send(request(after), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            System.err.println("The service cannot be reached: " + e);
            Thread.sleep(1000);
            return;
        }
        switch (answer.statusCode()) {
            case 200 -> {
                Map<?, ?> page = (Map<?, ?>) new Json(answer.body()).value();
                for (Object event : (List<?>) page.get("items")) {
                    once((Map<?, ?>) event);
                }
                replace(position, (String) page.get("next"));
            }
            // The database was restored: begin again. Ids that are known are not processed twice.
            case 410 -> Files.deleteIfExists(position);
            case 429, 503 -> Thread.sleep(
                    1000L * Integer.parseInt(answer.headers().firstValue("Retry-After").orElse("1")));
            default -> {
                System.err.println(answer.statusCode() + " " + answer.body());
                System.exit(1);
            }
        }
    }

    private HttpRequest request(String after) {
        String query = "?limit=200&wait=30"
                + (after.isEmpty() ? "" : "&after=" + URLEncoder.encode(after, StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create(service + "/v1/events" + query))
                .header("Authorization", "Bearer " + key)
                .timeout(Duration.ofSeconds(60))
                .build();
    }

    private void once(Map<?, ?> event) throws IOException {
        String id = (String) event.get("id");
        if (!ids.contains(id)) {
            process(id, event);
            ids.add(id);
        }
    }

    /** Here it is a line in a file. With a database, write the id in the same transaction as the effect. */
    private void process(String id, Map<?, ?> event) throws IOException {
        Files.writeString(
                processed,
                id + "\t" + event.get("type") + "\t" + event.get("subject") + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** What was being written when the program was killed did not happen. */
    private void dropTornLine() throws IOException {
        String all = Files.readString(processed);
        if (!all.endsWith("\n")) {
            replace(processed, all.substring(0, all.lastIndexOf('\n') + 1));
        }
    }

    private static void replace(Path file, String content) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, content);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Reads JSON that is known to be right. Use a library if you have one. */
    private static final class Json {

        private final String text;
        private int at;

        Json(String text) {
            this.text = text;
        }

        Object value() {
            space();
            return switch (text.charAt(at)) {
                case '{' -> object();
                case '[' -> array();
                case '"' -> string();
                default -> literal();
            };
        }

        private Map<String, Object> object() {
            Map<String, Object> object = new LinkedHashMap<>();
            at++;
            space();
            while (text.charAt(at) != '}') {
                String name = string();
                space();
                at++; // the colon
                object.put(name, value());
                comma();
            }
            at++;
            return object;
        }

        private List<Object> array() {
            List<Object> array = new ArrayList<>();
            at++;
            space();
            while (text.charAt(at) != ']') {
                array.add(value());
                comma();
            }
            at++;
            return array;
        }

        private void comma() {
            space();
            if (text.charAt(at) == ',') {
                at++;
                space();
            }
        }

        private String string() {
            StringBuilder string = new StringBuilder();
            at++;
            while (text.charAt(at) != '"') {
                char next = text.charAt(at++);
                if (next == '\\') {
                    char escaped = text.charAt(at++);
                    switch (escaped) {
                        case 'n' -> string.append('\n');
                        case 't' -> string.append('\t');
                        case 'r' -> string.append('\r');
                        case 'b' -> string.append('\b');
                        case 'f' -> string.append('\f');
                        case 'u' -> {
                            string.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
                            at += 4;
                        }
                        default -> string.append(escaped);
                    }
                } else {
                    string.append(next);
                }
            }
            at++;
            return string.toString();
        }

        /** A number, true, false or null, as text. */
        private String literal() {
            int from = at;
            while (at < text.length() && ",]} \n\r\t".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            String literal = text.substring(from, at);
            return literal.equals("null") ? null : literal;
        }

        private void space() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }
    }
}
