package io.salesprocess.platform.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.salesprocess.platform.openapi.Walk.Exchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The examples as files. What differs with every run (ids, times, hashes, secrets) is written as if the story had
 * happened on one certain morning, so that a file changes only when the contract does.
 */
final class ExampleFiles {

    private static final Path DIRECTORY = Path.of("src", "main", "resources", "openapi", "examples");
    private static final Instant MORNING = Instant.parse("2026-11-23T09:00:00Z");

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z");
    private static final Pattern HASH = Pattern.compile("\"[0-9a-f]{64}\"");
    private static final Pattern KEY = Pattern.compile("spk_[A-Za-z0-9_-]{43}");
    private static final Pattern HINT = Pattern.compile("\"spk_.{4}…\"");
    private static final Pattern TOKEN = Pattern.compile("(\"token\" : \"|/message-links/|/[dm]/)[A-Za-z0-9_-]{20,}");
    private static final Pattern ORIGIN = Pattern.compile("\"http://[^/\"]+/");
    private static final Pattern MEASURED = Pattern.compile("\"PT[0-9HM.]+S\"");
    private static final Pattern NUMBER = Pattern.compile("\"number\" : \\d+");
    private static final Pattern CURSOR = Pattern.compile("\"next\" : \"[^\"]+\"");

    private final String run;
    private final Instant start;
    private final TreeSet<Instant> times = new TreeSet<>();
    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, String> hashes = new HashMap<>();

    /**
     * @param run a text that makes the names of this run unique; it is left out of the files
     * @param start when the story began; what is older was chosen by it and stays
     */
    ExampleFiles(String run, Instant start) {
        this.run = run;
        this.start = start.truncatedTo(ChronoUnit.SECONDS);
    }

    void write(Map<String, Map<String, Exchange>> exchanges) throws IOException {
        exchanges.values().forEach(byStatus -> byStatus.values()
                .forEach(one -> TIME.matcher(one.body().toString())
                        .results()
                        .map(found -> Instant.parse(found.group()))
                        .filter(time -> !time.isBefore(start))
                        .forEach(times::add)));
        Files.createDirectories(DIRECTORY);
        for (Map.Entry<String, Map<String, Exchange>> operation : exchanges.entrySet()) {
            Files.writeString(file(operation.getKey()), stable(text(operation.getValue())) + "\n");
        }
    }

    static JsonNode read(String operation) throws IOException {
        return Contract.JSON.readTree(Files.readString(file(operation)));
    }

    /** A request without what differs between runs. */
    String blurred(JsonNode request) {
        String same = ID.matcher(request.toString().replace("-" + run, "")).replaceAll("id");
        return TIME.matcher(same).replaceAll("time");
    }

    private static Path file(String operation) {
        return DIRECTORY.resolve(operation + ".json");
    }

    private static String text(Map<String, Exchange> byStatus) throws IOException {
        ObjectNode file = Contract.JSON.createObjectNode();
        ObjectNode responses = Contract.JSON.createObjectNode();
        byStatus.forEach((status, exchange) -> {
            if (exchange.request() != null) {
                file.putIfAbsent("request", exchange.request());
            }
            ObjectNode response = responses.putObject(status);
            response.set("headers", Contract.JSON.valueToTree(exchange.headers()));
            if (!exchange.body().isNull()) {
                response.set("body", exchange.body());
            }
        });
        file.set("responses", responses);
        return Contract.JSON.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(file);
    }

    private String stable(String text) {
        String stable = text.replace("-" + run, "");
        stable = ID.matcher(stable).replaceAll(found -> ids.computeIfAbsent(found.group(), id -> id(ids.size() + 1)));
        stable = TIME.matcher(stable).replaceAll(this::time);
        stable = HASH.matcher(stable)
                .replaceAll(found -> hashes.computeIfAbsent(
                        found.group(), hash -> hash.matches("\"0+\"") ? hash : "\"" + hash(hashes.size() + 1) + "\""));
        stable = TOKEN.matcher(stable).replaceAll("$1kY1nq0wTgq3cZ5bVx8Jm2Lr4Ue6Ds7Fp9Ah0Ji1Kl2M");
        stable = KEY.matcher(stable).replaceAll("spk_EXAMPLE-of-a-key-of-two-hundred-and-56-bits");
        stable = HINT.matcher(stable).replaceAll("\"spk_EXAM…\"");
        stable = ORIGIN.matcher(stable).replaceAll("\"http://localhost:8080/");
        stable = MEASURED.matcher(stable).replaceAll("\"PT20M\"");
        stable = NUMBER.matcher(stable).replaceAll("\"number\" : 1042");
        return CURSOR.matcher(stable).replaceAll("\"next\" : \"bmV4dA\"");
    }

    private static String id(int ordinal) {
        return "01936f7e-9d3a-7c41-8a55-3f2b6c1d%04x".formatted(0x9e70 + ordinal);
    }

    private static String hash(int ordinal) {
        return "%016x".formatted(0x9e3779b97f4a7c15L * ordinal).repeat(4);
    }

    /** A minute between one event and the next; what lies ahead, such as a deadline, keeps its distance in days. */
    private String time(MatchResult found) {
        Instant time = Instant.parse(found.group());
        if (time.isBefore(start)) {
            return found.group();
        }
        Duration ahead = Duration.between(start, time);
        if (ahead.toHours() > 0) {
            return MORNING.plus(ahead.toDays(), ChronoUnit.DAYS).toString();
        }
        return MORNING.plus(times.headSet(time).size(), ChronoUnit.MINUTES).toString();
    }
}
