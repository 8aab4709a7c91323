package io.salesprocess.event;

import static io.salesprocess.event.EventFeedTest.eventually;
import static io.salesprocess.event.EventFeedTest.metric;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.move;
import static io.salesprocess.testkit.Api.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.access.Caller;
import io.salesprocess.access.DealScope;
import io.salesprocess.access.Reach;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.domain.Actor;
import io.salesprocess.deal.domain.DealCommand;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.deal.history.HistoryPosition;
import io.salesprocess.deal.history.PlacedEvent;
import io.salesprocess.deal.history.StoredEvent;
import io.salesprocess.pipeline.domain.PipelineRef;
import io.salesprocess.platform.database.Transactions;
import io.salesprocess.testkit.Api;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.Sales;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The feed as server-sent events (rule 17). */
@QuarkusTest
class EventStreamTest {

    private static final int MANY = 500;

    /** What half a thousand readers may add to the heap, with what their clients in this JVM need. */
    private static final long MOST_MEMORY = 200_000_000;

    private static final UUID DEAL = new UUID(1, 1);

    /** Events of some 900 bytes, more than fit the buffers of sockets. */
    private static final int MUCH = 15_000;

    private static final Actor ACTOR = new Actor(Actor.Kind.SYSTEM, "test", null);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestHTTPResource("/")
    URI service;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final EventFeed feed;
    private final FeedWatch watch;
    private final Deals deals;
    private final Transactions transactions;
    private long sequence;

    EventStreamTest(EventFeed feed, FeedWatch watch, Deals deals, Transactions transactions) {
        this.feed = feed;
        this.watch = watch;
        this.deals = deals;
        this.transactions = transactions;
    }

    @Test
    void events_are_heard_as_they_happen_and_after_a_break_from_the_last_id() throws Exception {
        UUID deal = Sales.deal();
        List<String> first = new ArrayList<>();
        String id = null;
        try (Stream<String> lines = listen(Keys.trusted(), "after=now&dealId=" + deal, null)) {
            Iterator<String> next = lines.iterator();
            assertThat(next.next()).as("a sign of life at once").startsWith(":");
            move(deal, "fall-short", "pre-qualification", "no answer").statusCode(201);
            while (first.isEmpty()) {
                String line = next.next();
                if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.startsWith("data:")) {
                    first.add(line.substring(5));
                }
            }
        }
        assertThat(JSON.readTree(first.get(0)).path("type").asText()).isEqualTo("io.salesprocess.deal.fell-short.v1");
        move(deal, "fall-short", "pre-qualification", "no answer again").statusCode(201);
        move(deal, "lose", "pre-qualification", "no interest").statusCode(201);
        List<String> rest = new ArrayList<>();
        try (Stream<String> lines = listen(Keys.trusted(), "dealId=" + deal, id)) {
            Iterator<String> next = lines.iterator();
            while (rest.size() < 2) {
                String line = next.next();
                if (line.startsWith("data:")) {
                    rest.add(JSON.readTree(line.substring(5))
                            .path("data")
                            .path("type")
                            .asText());
                }
            }
        }
        assertThat(rest).containsExactly("deal.fell-short", "deal.lost");
        eventually(() -> metric("salesprocess_events_streams") == 0);
    }

    @Test
    void a_stream_from_the_beginning_goes_through_all_of_history_and_then_waits_for_more() throws Exception {
        UUID deal = Sales.deal();
        long last = get(Sales.path(deal, "/history"))
                .extract()
                .<List<?>>path("items")
                .size();
        AtomicInteger heard = new AtomicInteger();
        CompletableFuture<Void> listening = CompletableFuture.runAsync(() -> {
            try (Stream<String> lines = listen(Keys.trusted(), "", null)) {
                Iterator<String> next = lines.iterator();
                while (heard.get() <= last) {
                    String line = next.next();
                    if (line.startsWith("data:") && line.contains("\"subject\":\"" + deal)) {
                        heard.incrementAndGet();
                    }
                }
            }
        });
        eventually(() -> heard.get() == last);
        move(deal, "lose", "pre-qualification", "no interest").statusCode(201);
        listening.get();
    }

    @Test
    void a_stream_ends_within_seconds_of_the_key_being_revoked() throws Exception {
        Map<String, Object> wanted = Map.of("name", "Listener", "roles", List.of("auditor"));
        Map<String, String> made = post("/v1/api-keys", wanted).extract().path("");
        CompletableFuture<Long> ended;
        try (Stream<String> lines = listen(made.get("secret"), "after=now", null)) {
            Iterator<String> next = lines.iterator();
            next.next();
            ended = CompletableFuture.supplyAsync(() -> {
                while (next.hasNext()) {
                    next.next();
                }
                return System.nanoTime();
            });
            Api.keyed().delete("/v1/api-keys/" + made.get("id")).then().statusCode(204);
            ended.get();
        }
        assertThat(listenAnswer(made.get("secret"), "after=now", null).statusCode())
                .isEqualTo(401);
    }

    @Test
    void many_listen_at_once_and_all_hear_it() throws Exception {
        UUID deal = Sales.deal();
        long before = usedMemory();
        AtomicInteger ready = new AtomicInteger();
        AtomicInteger heard = new AtomicInteger();
        List<CompletableFuture<HttpResponse<Void>>> all = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            // One caller may have as many, and other tests may still have some.
            String key = i % 2 == 0 ? Keys.trusted() : Keys.of("manager");
            HttpRequest request = request(key, "after=now&types=deal.lost&seconds=60&dealId=" + deal, null);
            all.add(client.sendAsync(request, HttpResponse.BodyHandlers.fromLineSubscriber(new Lines(line -> {
                if (line.startsWith(":")) {
                    ready.incrementAndGet();
                } else if (line.startsWith("data:")) {
                    heard.incrementAndGet();
                }
            }))));
        }
        eventually(() -> ready.get() >= MANY);
        assertThat(usedMemory() - before).isLessThan(MOST_MEMORY);
        get("/v1/deals/" + deal).statusCode(200);
        move(deal, "lose", "pre-qualification", "no interest").statusCode(201);
        eventually(() -> heard.get() == MANY);
        all.forEach(one -> one.cancel(true));
        eventually(() -> metric("salesprocess_events_streams") == 0);
    }

    @Test
    void a_stream_without_events_has_signs_of_life() {
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        Readers readers = new Readers(
                feed,
                watch,
                new ReaderLimits(10, 10, 10, 10, metrics),
                Duration.ofMillis(50),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10));
        readers.start(null);
        AtomicInteger signs = new AtomicInteger();
        try {
            readers.stream(
                            Caller.NOBODY,
                            () -> Optional.of(Caller.NOBODY),
                            new EventFilter(Set.of("deal.won"), DEAL, new DealScope(Set.of(Reach.EVERY_DEAL), null)),
                            feed.end(),
                            Optional.empty(),
                            () -> {},
                            leave -> {})
                    .subscribe()
                    .with(piece -> {
                        if (piece.news() == null) {
                            signs.incrementAndGet();
                        }
                    });
            eventually(() -> signs.get() > 3);
        } finally {
            readers.stop(null);
        }
    }

    @Test
    @Tag("slow")
    void a_sign_of_life_comes_every_fifteen_seconds() throws Exception {
        UUID deal = Sales.deal();
        List<Long> signs = new ArrayList<>();
        try (Stream<String> lines = listen(Keys.trusted(), "after=now&types=deal.won&dealId=" + deal, null)) {
            Iterator<String> next = lines.iterator();
            while (signs.size() < 4) {
                if (next.next().startsWith(":")) {
                    signs.add(System.nanoTime());
                }
            }
        }
        // The first comes at once, and the service's clock ticks for all streams together.
        for (int i = 2; i < signs.size(); i++) {
            assertThat(Duration.ofNanos(signs.get(i) - signs.get(i - 1)))
                    .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));
        }
    }

    /** Slow, because more has to be written than all buffers on the way hold. */
    @Test
    @Tag("slow")
    void a_client_that_does_not_read_from_its_socket_is_cut_off() throws Exception {
        UUID deal = Sales.deal();
        String after = get("/v1/events?after=now").extract().path("next");
        for (int i = 0; i < MUCH; i += 500) {
            transactions.run(() -> {
                for (int k = 0; k < 500; k++) {
                    deals.change(deals.lock(ACTOR, deal), DealCommand.Record.of(new Fact.OwnerAssigned(null)));
                }
                return null;
            });
        }
        eventually(() -> metric("salesprocess_events_streams") == 0);
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(1024);
            socket.connect(new InetSocketAddress(service.getHost(), service.getPort()));
            socket.getOutputStream()
                    .write(("GET /v1/events/stream?after=" + after + "&dealId=" + deal
                                    + " HTTP/1.1\r\nHost: localhost\r\n" + "Authorization: "
                                    + Keys.bearer(Keys.trusted()) + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            eventually(() -> metric("salesprocess_events_streams") == 1);
            long begun = System.nanoTime();
            eventually(() -> metric("salesprocess_events_streams") == 0);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofSeconds(5));
            // What was on its way can still be read, and then the connection is over, far from the end.
            long read = 0;
            try {
                byte[] bytes = new byte[100_000];
                for (int n = socket.getInputStream().read(bytes);
                        n >= 0;
                        n = socket.getInputStream().read(bytes)) {
                    read += n;
                }
            } catch (SocketException e) {
                // It was reset.
            }
            assertThat(read).isLessThan(MUCH * 600L);
        }
    }

    @Test
    void a_client_that_takes_nothing_is_cut_off_and_what_waits_for_it_is_bounded() {
        AtomicInteger closed = new AtomicInteger();
        AtomicInteger completed = new AtomicInteger();
        EventStream stream = new EventStream(
                feed, watch, Runnable::run, EventFilter.ALL, HistoryPosition.BEGINNING, closed::incrementAndGet);
        stream.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(1);
            }

            @Override
            public void onNext(EventStream.Piece piece) {}

            @Override
            public void onError(Throwable failure) {}

            @Override
            public void onComplete() {
                completed.incrementAndGet();
            }
        });
        assertThat(stream.isStuck(0)).as("it has taken nothing since").isTrue();
        assertThat(stream.isStuck(TimeUnit.HOURS.toNanos(1))).isFalse();
        List<News> much = news(1_000);
        stream.hear(much, much.get(999).position());
        List<News> more = news(1_000);
        stream.hear(more, more.get(999).position());
        assertThat(closed).hasValue(0);
        List<News> tooMuch = news(1);
        stream.hear(tooMuch, tooMuch.get(0).position());
        assertThat(closed).hasValue(1);
        assertThat(completed).hasValue(1);
        assertThat(stream.isStuck(0)).as("it is over").isFalse();
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private List<News> news(int count) {
        List<News> news = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sequence++;
            StoredEvent event = new StoredEvent(
                    DEAL,
                    sequence,
                    "deal.lost",
                    Instant.EPOCH,
                    new Actor(Actor.Kind.SYSTEM, "test", null),
                    "one",
                    null,
                    null,
                    1,
                    new PipelineRef("standard", 1),
                    "{}",
                    null,
                    new byte[32],
                    new byte[32]);
            news.add(new News(
                    new PlacedEvent(new HistoryPosition(DEAL, false, sequence, DEAL, sequence, 0), event), null));
        }
        return news;
    }

    private Stream<String> listen(String key, String query, String lastId) {
        HttpResponse<Stream<String>> answer = listenAnswer(key, query, lastId);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        return answer.body();
    }

    private HttpResponse<Stream<String>> listenAnswer(String key, String query, String lastId) {
        try {
            return client.send(request(key, query, lastId), HttpResponse.BodyHandlers.ofLines());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest request(String key, String query, String lastId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve("/v1/events/stream?" + query))
                .header("Authorization", Keys.bearer(key))
                .header("Accept", "text/event-stream");
        if (lastId != null) {
            request.header("Last-Event-ID", lastId);
        }
        return request.build();
    }

    /** Hands on lines. */
    private record Lines(Consumer<String> to) implements Flow.Subscriber<String> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            to.accept(line);
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }
}
