package io.salesprocess.event.webhook.wire;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** Sends messages to receivers, many at a time and without a thread for each. */
public final class Sender implements AutoCloseable {

    /** Shorter than the time after which servers close connections, so that a message is rarely sent on one that is closed. */
    private static final int KEPT_ALIVE_SECONDS = 3;

    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final int LONGEST_HEAD = 16 * 1024;

    private final Vertx vertx;
    private final HttpClient client;
    private final Destinations destinations;
    private final Duration timeout;

    /**
     * @param most how many messages may be under way at a time
     * @param timeout of a whole exchange, from the lookup of the name to the end of the response
     */
    public Sender(Vertx vertx, Destinations destinations, int most, Duration timeout) {
        this(vertx, destinations, new HttpClientOptions(), most, timeout);
    }

    /** @param base what certificates are trusted, for instance */
    Sender(Vertx vertx, Destinations destinations, HttpClientOptions base, int most, Duration timeout) {
        this.vertx = vertx;
        this.destinations = destinations;
        this.timeout = timeout;
        this.client = vertx.createHttpClient(new HttpClientOptions(base)
                .setVerifyHost(true)
                .setConnectTimeout((int) Math.min(CONNECTING.toMillis(), timeout.toMillis()))
                .setKeepAliveTimeout(KEPT_ALIVE_SECONDS)
                .setMaxHeaderSize(LONGEST_HEAD)
                .setDecompressionSupported(false)
                // One receiver that hangs must not fill the pool of another webhook at the same host.
                .setMaxPoolSize(most));
    }

    /** Sends a message once. The stage always completes, with an answer that says what went wrong if anything did. */
    public CompletionStage<Answer> send(Target target, Message message, Instant at) {
        Exchange exchange = new Exchange(client, target, message, at);
        long timer = vertx.setTimer(
                Math.max(1, timeout.toMillis()),
                late -> exchange.giveUp("The exchange took longer than " + timeout.toMillis() / 1000.0 + " seconds."));
        destinations.of(target).thenAccept(exchange::begin).whenComplete(exchange.failing());
        return exchange.answer().whenComplete((answer, failure) -> vertx.cancelTimer(timer));
    }

    @Override
    public void close() {
        client.close();
    }
}
