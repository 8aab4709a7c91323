package io.salesprocess.platform.http;

import static io.restassured.RestAssured.given;
import static io.salesprocess.testkit.Api.keyed;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.salesprocess.testkit.Configured;
import io.salesprocess.testkit.Keys;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that keep the service waiting are cut off, and nobody else notices them. */
@QuarkusTest
@TestProfile(Configured.class)
class SlowClientsTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final String HEAD = "POST /v1/offerings HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";

    private static int strangers;

    @TestHTTPResource
    URI service;

    private final List<Socket> sockets = new ArrayList<>();

    /** What is loaded and made with the first request of all is not what is timed. */
    @BeforeEach
    void callOnce() {
        createOffering();
        given().get("/q/openapi").then().statusCode(200);
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void a_head_that_drips_is_cut_off() throws Exception {
        Socket socket = connect();
        for (String part : "GET /v1/deals HTTP/1.1\r\nHost: x".split("(?<=\\G...)")) {
            if (socket.getInputStream().available() > 0) {
                break;
            }
            Wire.write(socket, part);
            Thread.sleep(200);
        }
        assertThat(Wire.readAll(socket))
                .startsWith("HTTP/1.1 408 ")
                .containsIgnoringCase("connection: close")
                .contains("/problems/request-timeout");
    }

    @Test
    void a_body_that_drips_is_cut_off() throws Exception {
        Socket socket = connect();
        Wire.write(socket, HEAD + authorization() + "Content-Length: 1000\r\n\r\n");
        long begin = System.nanoTime();
        while (socket.getInputStream().available() == 0) {
            Wire.write(socket, " ");
            Thread.sleep(100);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        }
        assertThat(Wire.readAll(socket)).startsWith("HTTP/1.1 408 ").contains("/problems/request-timeout");
    }

    @Test
    void a_body_without_credentials_is_refused_before_it_arrives() throws IOException {
        for (String credentials : new String[] {"", "Authorization: Basic eDp5\r\n", "Authorization: Bearer\r\n"}) {
            Socket socket = connect();
            Wire.write(socket, HEAD + stranger() + credentials + "Content-Length: 200000\r\n\r\n{");
            byte[] status = socket.getInputStream().readNBytes(13);
            assertThat(new String(status)).isEqualTo("HTTP/1.1 401 ");
        }
    }

    @Test
    void the_rest_of_a_refused_body_does_no_harm() throws IOException {
        Socket socket = connect();
        Wire.write(socket, HEAD + stranger() + "Content-Length: 200000\r\n\r\n" + " ".repeat(100_000));
        assertThat(new String(socket.getInputStream().readNBytes(13))).isEqualTo("HTTP/1.1 401 ");
        Wire.write(
                socket,
                " ".repeat(100_000) + "GET /problems/conflict HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(Wire.readAll(socket)).contains("HTTP/1.1 200 ", "<code>conflict");
    }

    @Test
    void bodies_that_stall_make_room_for_others() throws IOException {
        for (int i = 0; i < 60; i++) {
            Socket socket = connect();
            Wire.write(socket, HEAD + authorization() + "Content-Length: 250000\r\n\r\n" + " ".repeat(200_000));
        }
        assertServed();
        long cut = 0;
        for (Socket socket : sockets.subList(0, 20)) {
            cut += Wire.readAll(socket).startsWith("HTTP/1.1 408 ") ? 1 : 0;
        }
        assertThat(cut).isEqualTo(20);
    }

    @Test
    void connections_that_send_nothing_make_room_for_others() throws IOException {
        for (int i = 0; i < 600; i++) {
            connect();
        }
        assertServed();
        assertThat(Wire.isClosed(sockets.get(0))).isTrue();
    }

    @Test
    void heads_that_stall_make_room_for_others() throws IOException {
        for (int i = 0; i < 600; i++) {
            Wire.write(connect(), "GET /v1/deals HTTP/1.1\r\nA: " + "a".repeat(10_000));
        }
        assertServed();
    }

    @Test
    void answers_that_are_not_taken_are_dropped() throws Exception {
        for (int i = 0; i < 20; i++) {
            Socket socket = new Socket();
            sockets.add(socket);
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(service.getHost(), service.getPort()));
            Wire.write(socket, "GET /q/openapi HTTP/1.1\r\nHost: x\r\n\r\n".repeat(200));
        }
        assertServed();
        Thread.sleep(4_000);
        for (Socket socket : sockets) {
            socket.setSoTimeout(5_000);
            long bytes = 0;
            try {
                bytes = socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
            } catch (java.net.SocketException e) {
                // Closed with what it had not taken yet.
            }
            assertThat(bytes).as("far less than two hundred documents").isLessThan(20_000_000);
        }
        assertServed();
    }

    private void assertServed() {
        for (int i = 0; i < 5; i++) {
            long begin = System.nanoTime();
            createOffering();
            given().get("/q/health/live").then().statusCode(200);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(AT_ONCE.multipliedBy(2));
        }
    }

    private static void createOffering() {
        keyed().contentType("application/json")
                .body("{\"name\": \"x\", \"kind\": \"product\"}")
                .post("/v1/offerings")
                .then()
                .statusCode(201);
    }

    private Socket connect() throws IOException {
        Socket socket = Wire.connect(service);
        sockets.add(socket);
        return socket;
    }

    /** An address of its own, as one that has been refused twice has to wait. */
    private static String stranger() {
        return "X-Forwarded-For: 192.0.2." + ++strangers + "\r\n";
    }

    private static String authorization() {
        return "Authorization: Bearer " + Keys.trusted() + "\r\n";
    }
}
