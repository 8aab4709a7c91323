package io.salesprocess.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends transitions at a steady rate, in a process of its own. Each has a moment at which it is to be sent, whatever became of
 * those before it, and its latency counts from that moment: a service that stalls is charged for all who had to wait.
 */
public final class OpenLoop {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final int WARM_UP_SECONDS = 5;
    private static final int FIRST_LINE = 5;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LONGEST_WAIT)
            .build();
    private final String url;
    private final String prefix;
    private final AtomicLong refused = new AtomicLong();

    private OpenLoop(String url, String prefix) {
        this.url = url;
        this.prefix = prefix;
    }

    /** How many are sent in so many seconds, those for warming up included. */
    static int needed(int rate, int seconds) {
        return rate * (WARM_UP_SECONDS + seconds);
    }

    /** Takes: address of the service, rate, seconds, prefix of the keys, and a file with a deal and its stage on each line. */
    public static void main(String... arguments) throws IOException {
        int rate = Integer.parseInt(arguments[1]);
        int seconds = Integer.parseInt(arguments[2]);
        List<String> lines = Files.readAllLines(Path.of(arguments[FIRST_LINE - 1]));
        OpenLoop loop = new OpenLoop(arguments[0], arguments[3]);
        int warmUp = rate * WARM_UP_SECONDS;
        loop.send(lines.subList(0, warmUp), rate);
        long[] micros = loop.send(lines.subList(warmUp, needed(rate, seconds)), rate);
        System.out.println(LoadProcess.RESULT
                + new ObjectMapper()
                        .writeValueAsString(Map.of(
                                "requests",
                                micros.length,
                                "micros",
                                seconds * 1_000_000L,
                                "refused",
                                loop.refused.get(),
                                "broken",
                                0,
                                "latency",
                                Measured.latency(micros))));
    }

    private long[] send(List<String> lines, int rate) {
        long[] micros = new long[lines.size()];
        CompletableFuture<?>[] answers = new CompletableFuture<?>[lines.size()];
        long begin = System.nanoTime();
        for (int i = 0; i < lines.size(); i++) {
            long intended = begin + i * 1_000_000_000L / rate;
            for (long wait = intended - System.nanoTime(); wait > 0; wait = intended - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            int number = i;
            answers[i] = http.sendAsync(request(lines.get(i)), HttpResponse.BodyHandlers.discarding())
                    .whenComplete((answer, failure) -> {
                        micros[number] = (System.nanoTime() - intended) / 1_000;
                        if (failure != null || answer.statusCode() != 201) {
                            refused.incrementAndGet();
                        }
                    });
        }
        Arrays.stream(answers)
                .forEach(answer -> answer.exceptionally(failure -> null).join());
        return micros;
    }

    private HttpRequest request(String line) {
        String[] parts = line.split(" ");
        return HttpRequest.newBuilder(URI.create(url + "/v1/deals/" + parts[0] + "/transitions"))
                .timeout(LONGEST_WAIT)
                .header("Authorization", System.getenv("AUTHORIZATION"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", prefix + "-" + parts[0] + "-" + parts[1])
                .POST(HttpRequest.BodyPublishers.ofString("{\"type\":\"advance\",\"from\":\"" + parts[1] + "\"}"))
                .build();
    }
}
