package io.salesprocess.event.webhook.wire;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/** One request and its response, as far as it is read. It holds no thread, and ends once, whatever comes first. */
final class Exchange {

    /** How much is read of a response. */
    static final int MOST_READ = 4 * 1024;

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME;

    private final HttpClient client;
    private final Target target;
    private final Message message;
    private final Instant at;
    private final long begun = System.nanoTime();
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final Buffer body = Buffer.buffer();
    private HttpClientRequest request;
    private Integer status;
    private Duration retryAfter;

    /** @param at the time of the attempt, which is signed */
    Exchange(HttpClient client, Target target, Message message, Instant at) {
        this.client = client;
        this.target = target;
        this.message = message;
        this.at = at;
    }

    CompletableFuture<Answer> answer() {
        return answer;
    }

    /** Connects to the first of these addresses that can be connected to. */
    void begin(List<InetAddress> addresses) {
        connect(addresses.iterator());
    }

    private void connect(Iterator<InetAddress> addresses) {
        InetAddress address = addresses.next();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, target.port())))
                .setHost(target.host())
                .setPort(target.port())
                .setSsl(target.isEncrypted())
                .setFollowRedirects(false)
                .setURI(target.path());
        client.request(options).onSuccess(this::send).onFailure(failure -> {
            if (addresses.hasNext() && failure instanceof ConnectException && !answer.isDone()) {
                connect(addresses);
            } else {
                fail(failure);
            }
        });
    }

    private synchronized void send(HttpClientRequest connected) {
        request = connected;
        if (answer.isDone()) {
            connected.reset();
            return;
        }
        byte[] bytes = message.bytes();
        int defaultPort = target.isEncrypted() ? 443 : 80;
        connected
                .putHeader(
                        "host",
                        target.port() == defaultPort ? target.hostInUrl() : target.hostInUrl() + ":" + target.port())
                .putHeader("user-agent", "salesprocess-webhooks/1")
                .putHeader("accept", "*/*")
                .putHeader("content-type", "application/cloudevents+json; charset=utf-8")
                .putHeader("webhook-id", message.id())
                .putHeader("webhook-timestamp", Long.toString(at.getEpochSecond()))
                .putHeader(
                        "webhook-signature",
                        message.secrets().stream()
                                .map(secret -> secret.sign(message.id(), at, bytes))
                                .collect(Collectors.joining(" ")));
        connected.exceptionHandler(this::fail);
        // Without one, each receiver that does not speak HTTP writes to the log.
        connected.connection().exceptionHandler(this::fail);
        connected.response().onSuccess(this::read).onFailure(this::fail);
        connected.end(Buffer.buffer(bytes)).onFailure(this::fail);
    }

    private synchronized void read(HttpClientResponse response) {
        status = response.statusCode();
        retryAfter = retryAfter(response.getHeader("retry-after"));
        response.exceptionHandler(this::fail);
        response.handler(chunk -> {
            if (keep(chunk)) {
                end(true, null);
                cut();
            }
        });
        response.endHandler(end -> end(true, null));
    }

    /** Whether no more is wanted. */
    private synchronized boolean keep(Buffer chunk) {
        int room = MOST_READ - body.length();
        body.appendBuffer(chunk, 0, Math.min(room, chunk.length()));
        return chunk.length() >= room;
    }

    private void fail(Throwable failure) {
        end(false, reason(failure));
        cut();
    }

    /** Ends the exchange for a reason that lies outside of it. */
    void giveUp(String reason) {
        end(false, reason);
        cut();
    }

    private void end(boolean isComplete, String error) {
        Answer reached;
        synchronized (this) {
            reached = new Answer(
                    status, isComplete, excerpt(), retryAfter, error, Duration.ofNanos(System.nanoTime() - begun));
        }
        answer.complete(reached);
    }

    /** Closes the connection, on which the rest of a request or response would follow. */
    private void cut() {
        HttpClientRequest begunRequest;
        synchronized (this) {
            begunRequest = request;
        }
        if (begunRequest != null) {
            begunRequest.reset();
        }
    }

    private String excerpt() {
        return body.length() == 0 ? null : readable(new String(body.getBytes(), StandardCharsets.UTF_8));
    }

    /** Without what the database, or who reads it, would not take. */
    private static String readable(String text) {
        StringBuilder kept = new StringBuilder();
        text.codePoints()
                .map(point -> point == '\n' || point == '\t' || !Character.isISOControl(point) ? point : ' ')
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private Duration retryAfter(String header) {
        if (header == null) {
            return null;
        }
        String value = header.trim();
        if (value.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            Duration until =
                    Duration.between(at, ZonedDateTime.parse(value, HTTP_DATE).toInstant());
            return until.isNegative() ? Duration.ZERO : until;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** In words for the receiver's people; the messages of libraries name classes and addresses. */
    private static String reason(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof SSLException) {
            return "The TLS connection could not be set up; check the receiver's certificate.";
        }
        return cause instanceof ConnectException
                ? "The receiver could not be connected to."
                : "The connection ended before the response did.";
    }

    /** What becomes of a failure, if it is one. */
    BiConsumer<Object, Throwable> failing() {
        return (done, failure) -> {
            if (failure != null) {
                Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                giveUp(
                        cause instanceof Destinations.Forbidden
                                ? "The address of the webhook is not allowed: it " + cause.getMessage() + "."
                                : cause instanceof Destinations.Unknown ? cause.getMessage() : reason(cause));
            }
        };
    }
}
