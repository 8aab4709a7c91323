package io.salesprocess.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The load generator {@code wrk}, in a process of its own: so many connections, each sending as soon as it is answered. */
final class Wrk {

    private static final String RESULT = "RESULT ";
    private static final String SCRIPT = "src/bench/wrk/requests.lua";

    private final ObjectMapper mapper = new ObjectMapper();

    /**
     * Sends requests to a service.
     *
     * @param kind and what else the script is told
     * @throws InvalidRoundException unless every request was answered as it should be
     */
    Measured send(Service service, int connections, int seconds, String kind, Path lines, String prefix) {
        int threads = 1;
        List<String> command =
                new ArrayList<>(List.of("wrk", "-t" + threads, "-c" + connections, "-d" + seconds + "s"));
        command.addAll(List.of("--timeout", "20s", "-s", SCRIPT, service.url(), "--", kind, lines.toString(), prefix));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("AUTHORIZATION", service.authorization());
        builder.environment().put("WRK_THREADS", Integer.toString(threads));
        String output = run(builder);
        JsonNode result = output.lines()
                .filter(line -> line.startsWith(RESULT))
                .findFirst()
                .map(this::parse)
                .orElseThrow(() -> new IllegalStateException("wrk said:\n" + output));
        if (result.get("refused").asLong() + result.get("broken").asLong() > 0) {
            throw new InvalidRoundException(kind + ": not every request was answered as it should be: " + result);
        }
        Map<Double, Long> latency = new TreeMap<>();
        for (Map.Entry<String, JsonNode> point : result.get("latency").properties()) {
            latency.put(Double.valueOf(point.getKey()), point.getValue().asLong());
        }
        return new Measured(
                result.get("requests").asLong(), result.get("micros").asLong() / 1e6, latency);
    }

    private JsonNode parse(String line) {
        try {
            return mapper.readTree(line.substring(RESULT.length()));
        } catch (IOException e) {
            throw new IllegalStateException(line, e);
        }
    }

    private static String run(ProcessBuilder builder) {
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return output;
        } catch (IOException e) {
            throw new IllegalStateException("wrk is needed: apt-get install wrk, or brew install wrk.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
