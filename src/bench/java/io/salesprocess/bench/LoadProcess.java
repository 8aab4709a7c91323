package io.salesprocess.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A program that sends requests and at the end says in a line of JSON what came of it. */
final class LoadProcess {

    /** How that line begins. */
    static final String RESULT = "RESULT ";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private LoadProcess() {}

    /**
     * Runs the program, and counts what was refused.
     *
     * @throws InvalidRoundException unless every request was answered
     */
    static Measured run(Cleanup cleanup, ProcessBuilder builder) {
        String output = output(cleanup.start(builder.redirectErrorStream(true)));
        String line = output.lines()
                .filter(each -> each.startsWith(RESULT))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(builder.command() + " said:\n" + output));
        try {
            JsonNode result = MAPPER.readTree(line.substring(RESULT.length()));
            if (result.get("broken").asLong() > 0) {
                throw new InvalidRoundException("Not every request was answered: " + result);
            }
            long refused = result.get("refused").asLong();
            Map<Double, Long> latency = new TreeMap<>();
            for (Map.Entry<String, JsonNode> point : result.get("latency").properties()) {
                latency.put(Double.valueOf(point.getKey()), point.getValue().asLong());
            }
            return new Measured(
                    result.get("requests").asLong() - refused,
                    refused,
                    result.get("micros").asLong() / 1e6,
                    latency);
        } catch (IOException e) {
            throw new UncheckedIOException(output, e);
        }
    }

    private static String output(Process process) {
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
