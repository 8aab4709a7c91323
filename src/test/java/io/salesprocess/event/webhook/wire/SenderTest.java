package io.salesprocess.event.webhook.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import io.salesprocess.platform.limit.Network;
import io.salesprocess.testkit.Receiver;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.JksOptions;
import java.io.FileInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One message to one receiver, however that behaves. */
class SenderTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final WebhookSecret SECRET = WebhookSecret.next();
    private static final Message MESSAGE = new Message("msg-1", "{\"a\":\"ü\"}", List.of(SECRET));

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @AfterAll
    static void closeVertx() {
        VERTX.close();
    }

    @Test
    void a_message_arrives_signed_and_is_accepted() throws Exception {
        Receiver receiver = receiver(Receiver.status(204));

        Answer answer = send(receiver, LONG);

        assertThat(answer.isAccepted()).isTrue();
        assertThat(answer.error()).isNull();
        assertThat(receiver.received()).singleElement().satisfies(request -> {
            assertThat(request.path()).isEqualTo("/hooks");
            assertThat(request.header("host")).isEqualTo("127.0.0.1:" + receiver.port());
            assertThat(request.header("content-type")).startsWith("application/cloudevents+json");
            assertThat(request.body()).isEqualTo(MESSAGE.body());
            new Webhook(SECRET.text()).verify(request.body(), headers(request));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307, 400, 410, 500, 503})
    void other_answers_than_success_are_failures_and_redirects_are_not_followed(int status) {
        Receiver elsewhere = receiver(Receiver.status(200));
        Receiver receiver = receiver(Receiver.status(status, "Location: " + elsewhere.url()));

        Answer answer = send(receiver, LONG);

        assertThat(answer.isAccepted()).isFalse();
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.isGone()).isEqualTo(status == 410);
        assertThat(answer.excerpt()).isEqualTo("ok");
        assertThat(elsewhere.received()).isEmpty();
    }

    @Test
    void a_receiver_can_ask_to_wait() {
        assertThat(send(receiver(Receiver.status(429, "Retry-After: 120")), LONG)
                        .retryAfter())
                .isEqualTo(Duration.ofMinutes(2));
        assertThat(send(receiver(Receiver.status(503, "Retry-After: Sun, 06 Nov 1994 08:49:37 GMT")), LONG)
                        .retryAfter())
                .isZero();
        assertThat(send(receiver(Receiver.status(503, "Retry-After: soon")), LONG)
                        .retryAfter())
                .isNull();
    }

    @Test
    void a_receiver_that_hangs_is_given_up_in_time() {
        CountDownLatch never = new CountDownLatch(1);
        Receiver receiver = receiver((request, response) -> await(never));

        Answer answer = send(receiver, SHORT);

        assertThat(answer.status()).isNull();
        assertThat(answer.error()).isEqualTo("The exchange took longer than 0.4 seconds.");
        assertThat(answer.took()).isGreaterThanOrEqualTo(SHORT);
    }

    @Test
    void a_receiver_that_drips_is_given_up_in_time_although_something_always_comes() {
        Receiver receiver = receiver((request, response) -> {
            response.write("HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 4000; i++) {
                response.write('.');
                response.flush();
                await(new CountDownLatch(1), 20);
            }
            return false;
        });

        Answer answer = send(receiver, SHORT);

        assertThat(answer.isAccepted()).isFalse();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.error()).startsWith("The exchange took longer than");
        assertThat(answer.excerpt()).startsWith("..");
    }

    @Test
    void a_gigabyte_is_cut_after_some_kilobytes() {
        AtomicInteger megabytes = new AtomicInteger();
        Receiver receiver = receiver((request, response) -> {
            response.write("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            byte[] megabyte = new byte[1 << 20];
            for (int i = 0; i < 1024; i++) {
                response.write(megabyte);
                megabytes.incrementAndGet();
            }
            return false;
        });

        Answer answer = send(receiver, LONG);

        assertThat(answer.isAccepted()).isTrue();
        assertThat(answer.excerpt()).hasSize(Exchange.MOST_READ).isBlank();
        assertThat(megabytes.get()).isLessThan(200);
    }

    @Test
    void a_response_that_breaks_off_is_a_failure() {
        Receiver receiver = receiver((request, response) -> {
            response.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf".getBytes(StandardCharsets.UTF_8));
            response.flush();
            return false;
        });

        Answer answer = send(receiver, LONG);

        assertThat(answer.isAccepted()).isFalse();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.error()).isEqualTo("The connection ended before the response did.");
    }

    @Test
    void a_receiver_that_closes_at_once_or_does_not_listen_is_a_failure() throws Exception {
        assertThat(send(receiver((request, response) -> false), LONG).error())
                .isEqualTo("The connection ended before the response did.");
        Receiver closed = receiver(Receiver.status(200));
        closed.close();
        assertThat(send(closed, LONG).error()).isEqualTo("The receiver could not be connected to.");
    }

    @Test
    void nonsense_instead_of_http_is_a_failure() {
        Receiver receiver = receiver((request, response) -> {
            response.write("SSH-2.0-OpenSSH\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            response.flush();
            return false;
        });

        assertThat(send(receiver, LONG).isAccepted()).isFalse();
    }

    @Test
    void connects_to_the_address_that_was_checked_and_asks_once() throws Exception {
        Receiver receiver = receiver(Receiver.status(200));
        AtomicInteger lookups = new AtomicInteger();
        // The first answer is allowed, later ones are not: it would be a second lookup that leads there.
        HostNames changing = host ->
                new InetAddress[] {InetAddress.getByName(lookups.incrementAndGet() == 1 ? "127.0.0.1" : "127.9.9.9")};
        Sender sender = sender(changing, LONG, "127.0.0.1/32");
        Target target = new Target(false, "rebinding.example", receiver.port(), "/hooks");

        assertThat(answer(sender.send(target, MESSAGE, Instant.now())).isAccepted())
                .isTrue();
        assertThat(lookups.get()).isEqualTo(1);
        assertThat(receiver.received().get(0).header("host")).isEqualTo("rebinding.example:" + receiver.port());
        Answer second = answer(sender.send(target, MESSAGE, Instant.now()));
        assertThat(second.error())
                .isEqualTo(
                        "The address of the webhook is not allowed: it must have a host with public addresses only.");
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void one_bad_address_among_good_ones_is_enough_to_refuse_a_host() {
        Receiver receiver = receiver(Receiver.status(200));
        Sender sender = sender(
                host -> new InetAddress[] {InetAddress.getByName("127.0.0.1"), InetAddress.getByName("10.0.0.1")},
                LONG,
                "127.0.0.1/32");

        assertThat(answer(sender.send(target(receiver), MESSAGE, Instant.now())).error())
                .startsWith("The address of the webhook is not allowed");
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void an_address_that_refuses_connections_leaves_the_next_one() {
        Receiver receiver = receiver(Receiver.status(200));
        Sender sender = sender(
                host -> new InetAddress[] {InetAddress.getByName("127.0.0.2"), InetAddress.getByName("127.0.0.1")},
                LONG,
                "127.0.0.0/8");

        assertThat(answer(sender.send(target(receiver), MESSAGE, Instant.now())).isAccepted())
                .isTrue();
    }

    @Test
    void a_name_that_nobody_knows_is_a_failure() {
        Sender sender = sender(
                host -> {
                    throw new UnknownHostException(host);
                },
                LONG);

        assertThat(answer(sender.send(Target.parse("https://nowhere.example/"), MESSAGE, Instant.now()))
                        .error())
                .isEqualTo("The host nowhere.example could not be found.");
    }

    @Test
    void unencrypted_messages_go_only_where_operators_allow_the_network() {
        Sender sender = sender(host -> new InetAddress[] {InetAddress.getByName("8.8.8.8")}, LONG);

        assertThat(answer(sender.send(Target.parse("http://public.example/"), MESSAGE, Instant.now()))
                        .error())
                .isEqualTo("The address of the webhook is not allowed: it must begin with https://.");
    }

    @Test
    void a_certificate_has_to_be_for_the_name_although_the_connection_is_made_to_an_address(@TempDir Path directory)
            throws Exception {
        Path store = certificate(directory, "receiver.example");
        Receiver receiver = Receiver.that(Receiver.status(200), sockets(store));
        open.add(receiver);
        HttpClientOptions trusting = new HttpClientOptions()
                .setTrustOptions(new JksOptions().setPath(store.toString()).setPassword("changeit"));
        Sender sender = new Sender(VERTX, destinations(SenderTest::loopback, "127.0.0.1/32"), trusting, 10, LONG);
        open.add(sender);

        Answer right =
                answer(sender.send(new Target(true, "receiver.example", receiver.port(), "/"), MESSAGE, Instant.now()));
        Answer wrong =
                answer(sender.send(new Target(true, "other.example", receiver.port(), "/"), MESSAGE, Instant.now()));

        assertThat(right.isAccepted()).as(String.valueOf(right.error())).isTrue();
        assertThat(wrong.error())
                .isEqualTo("The TLS connection could not be set up; check the receiver's certificate.");
        assertThat(receiver.received()).hasSize(1);
    }

    private static Path certificate(Path directory, String host) throws Exception {
        Path store = directory.resolve("receiver.jks");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "receiver",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=dns:" + host,
                        "-storetype",
                        "JKS",
                        "-storepass",
                        "changeit",
                        "-keypass",
                        "changeit",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        return store;
    }

    private static ServerSocketFactory sockets(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("JKS");
        try (InputStream in = new FileInputStream(store.toFile())) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context.getServerSocketFactory();
    }

    private Receiver receiver(Receiver.Behaviour behaviour) {
        Receiver receiver = Receiver.that(behaviour);
        open.add(receiver);
        return receiver;
    }

    private Sender sender(HostNames names, Duration timeout, String... allowed) {
        Sender sender = new Sender(VERTX, destinations(names, allowed), 10, timeout);
        open.add(sender);
        return sender;
    }

    private static Destinations destinations(HostNames names, String... allowed) {
        return new Destinations(
                names,
                new AddressRules(List.of(allowed).stream().map(Network::parse).toList()),
                false);
    }

    private Answer send(Receiver receiver, Duration timeout) {
        return answer(
                sender(SenderTest::loopback, timeout, "127.0.0.1/32").send(target(receiver), MESSAGE, Instant.now()));
    }

    private static InetAddress[] loopback(String host) throws UnknownHostException {
        return new InetAddress[] {InetAddress.getByName("127.0.0.1")};
    }

    private static Target target(Receiver receiver) {
        return Target.parse(receiver.url());
    }

    private static Answer answer(CompletionStage<Answer> stage) {
        return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }

    private static HttpHeaders headers(Receiver.Received request) {
        Map<String, List<String>> headers = request.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
        return HttpHeaders.of(headers, (name, value) -> true);
    }

    private static boolean await(CountDownLatch latch) {
        return await(latch, 60_000);
    }

    private static boolean await(CountDownLatch latch, long millis) {
        try {
            return latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
