package io.salesprocess.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.LogCapture;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a request ends, and whom it is for, is beyond doubt, or it is refused and the connection closed. */
@QuarkusTest
class FramingTest {

    @TestHTTPResource
    URI service;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Transfer-Encoding: xchunked | 501 | not-implemented",
                "Transfer-Encoding: gzip | 501 | not-implemented",
                "Transfer-Encoding: identity | 501 | not-implemented",
                "Transfer-Encoding: gzip, chunked | 501 | not-implemented",
                "Transfer-Encoding: chunked, chunked | 501 | not-implemented",
                "Transfer-Encoding: chunked;Transfer-Encoding: chunked | 400 | malformed-request",
                "Transfer-Encoding: chunked;Transfer-Encoding: identity | 400 | malformed-request",
                "Transfer-Encoding: gzip;Transfer-Encoding: chunked | 400 | malformed-request",
                "Transfer-Encoding: chunked;Content-Length: 5 | 400 | malformed-request",
                "Content-Length: 5;Transfer-Encoding: chunked | 400 | malformed-request",
                "Content-Length: 5;Content-Length: 6 | 400 | malformed-request",
                "Content-Length: 5;Content-Length: 5 | 400 | malformed-request",
                "Content-Length: 5, 5 | 400 | malformed-request",
                "Content-Length: +5 | 400 | malformed-request",
                "Content-Length: -1 | 400 | malformed-request",
                "Content-Length: abc | 400 | malformed-request",
                "Content-Length : 5 | 400 | malformed-request",
                "Transfer-Encoding : chunked | 400 | malformed-request",
                "Host: y | 400 | malformed-request",
                "Bad Header: x | 400 | malformed-request",
            })
    void a_head_that_can_be_read_in_two_ways(String headers, int status, String type) throws IOException {
        for (String credentials : new String[] {"", "Authorization: Bearer " + Keys.trusted() + "\r\n"}) {
            try (LogCapture log = new LogCapture()) {
                String answer = Wire.send(
                        service,
                        "POST /v1/offerings HTTP/1.1\r\nHost: x\r\n" + credentials + headers.replace(";", "\r\n")
                                + "\r\n\r\nGET /v1/deals HTTP/1.1\r\nHost: x\r\n\r\n");
                assertOneProblem(answer, status, type);
                assertThat(log.text()).doesNotContain("Exception");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /v1/deals HTTP/1.0;Host: a b | 400",
                "GET /v1/deals HTTP/1.0;Host: x:99999 | 400",
                "GET /v1/deals HTTP/1.0;Transfer-Encoding: chunked | 400",
                "GET /v1/deals HTTP/1.2;Host: x | 400",
                "GET /v1/deals HTTP/3.7;Host: x | 400",
                "PRI * HTTP/2.0;Host: x | 400",
                "GET /v1/deals;Host: x | 400",
                "nonsense; | 400",
                "CONNECT example.com:443 HTTP/1.1;Host: x | 405",
                "INVENTED /v1/deals HTTP/1.1;Host: x | 405",
                "get /v1/deals HTTP/1.1;Host: x | 405",
            })
    void a_line_that_is_none_of_http(String request, int status) throws IOException {
        String answer = Wire.send(service, request.replace(";", "\r\n") + "\r\n\r\n");
        assertOneProblem(answer, status, status == 405 ? "method-not-allowed" : "malformed-request");
    }

    @Test
    void what_is_too_long() throws IOException {
        String tooLong = "a".repeat(30_000);
        assertOneProblem(
                Wire.send(service, "GET /v1/deals?" + tooLong + " HTTP/1.1\r\nHost: x\r\n\r\n"), 414, "uri-too-long");
        assertOneProblem(
                Wire.send(service, "GET /v1/deals HTTP/1.1\r\nHost: x\r\nA: " + tooLong + "\r\n\r\n"),
                431,
                "headers-too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\nabc\r\n", "-1\r\n", "ffffffffffffffffff\r\n", "3\r\nabcdef\r\n0\r\n\r\n"})
    void chunks_that_are_none(String chunks) throws IOException {
        assertOneProblem(
                Wire.send(
                        service,
                        "POST /v1/offerings HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                                + Keys.trusted() + "\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks),
                400,
                "malformed-request");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /v1/deals HTTP/1.0 | 401",
                "GET /v1/deals HTTP/1.0;Host: | 401",
                "GET /v1/nothing HTTP/1.0 | 404",
                "POST /v1/deals HTTP/1.0;Content-Length: 2;;{} | 401",
                "GET /v1/deals HTTP/1.1;Host:;Connection: close | 401",
            })
    void a_request_without_a_host_gets_what_it_would_get_with_one(String request, int status) throws IOException {
        try (LogCapture log = new LogCapture()) {
            String answer = Wire.send(service, request.replace(";", "\r\n") + "\r\n\r\n");
            assertThat(answer)
                    .matches("(?s)HTTP/1\\.[01] " + status + " .*")
                    .containsIgnoringCase("content-type: application/problem+json");
            assertThat(log.text()).doesNotContain("Exception");
        }
    }

    /** A proxy sends whole addresses; their host is the one that counts. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://other.example/v1/offerings?limit=1 | 200",
                "HTTPS://x:8443/v1/offerings?limit=1 | 200",
                "http://x | 200",
                "http://x?a=b | 200",
                "http://x/v1/offerings?a=b | 400",
                "http://x:99999/v1/offerings | 400",
                "http://a b/v1/offerings | 400",
                "http:///v1/offerings | 400",
            })
    void a_whole_address_is_read_as_its_path(String address, int status) throws IOException {
        String answer = Wire.send(
                service,
                "GET " + address + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                        + Keys.trusted() + "\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 " + status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "*", "v1/deals", "?limit=1", "ftp://x/v1/deals", "http:/v1/deals", "mailto:x", "\\"})
    void what_is_no_path_is_answered_by_us(String target) throws IOException {
        for (String method : new String[] {"GET", "OPTIONS", "DELETE"}) {
            try (LogCapture log = new LogCapture()) {
                assertOneProblem(
                        Wire.send(service, method + " " + target + " HTTP/1.1\r\nHost: x\r\n\r\n"), 404, "not-found");
                assertThat(log.text()).doesNotContain("Exception");
            }
        }
    }

    @Test
    void http_1_0_needs_no_host() throws IOException {
        String answer = Wire.send(
                service, "GET /v1/deals?limit=1 HTTP/1.0\r\nAuthorization: Bearer " + Keys.trusted() + "\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.0 200 ").contains("\"items\"");
    }

    @Test
    void an_expectation_that_is_none_of_http_is_ignored() throws IOException {
        String answer = Wire.send(
                service,
                "POST /v1/offerings HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: miracles\r\nAuthorization: Bearer "
                        + Keys.trusted() + "\r\nContent-Type: application/json\r\nContent-Length: 32\r\n\r\n"
                        + "{\"name\": \"x\", \"kind\": \"product\"}");
        assertThat(answer).startsWith("HTTP/1.1 201 ");
    }

    @Test
    void a_huge_body_that_nothing_reads_does_no_harm() throws IOException {
        for (String path : new String[] {"/q/health", "/problems", "/nothing"}) {
            try (Socket socket = Wire.connect(service)) {
                Wire.write(socket, "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 20000000\r\n\r\n ");
                assertThat(new String(socket.getInputStream().readNBytes(12))).matches("HTTP/1.1 (200|404|405)");
            }
        }
    }

    @Test
    void another_protocol_is_not_spoken() throws IOException {
        for (String upgrade : new String[] {
            "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA",
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
        }) {
            try (Socket socket = Wire.connect(service)) {
                Wire.write(
                        socket,
                        "GET /v1/deals?limit=1 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + Keys.trusted() + "\r\n"
                                + upgrade + "\r\n\r\n");
                assertThat(new String(socket.getInputStream().readNBytes(13))).isEqualTo("HTTP/1.1 200 ");
            }
        }
    }

    @Test
    void requests_that_are_sent_ahead_are_answered_in_order() throws IOException {
        String get = "GET /problems/%s HTTP/1.1\r\nHost: x\r\n%s\r\n";
        String post = "POST /v1/offerings HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + Keys.trusted()
                + "\r\nContent-Type: application/json\r\nContent-Length: 36\r\n\r\n{\"name\": \"ahead\", \"kind\": \"product\"}";
        String answers = Wire.send(
                service,
                get.formatted("conflict", "")
                        + post
                        + get.formatted("forbidden", "")
                        + post
                        + get.formatted("not-found", "Connection: close\r\n"));
        assertThat(answers)
                .containsSubsequence(
                        "<code>conflict", "201 Created", "<code>forbidden", "201 Created", "<code>not-found");
    }

    @Test
    void far_too_many_requests_are_not_taken_ahead() throws IOException {
        try (Socket socket = Wire.connect(service)) {
            Wire.write(socket, "GET /problems/conflict HTTP/1.1\r\nHost: x\r\n\r\n".repeat(1_000));
            assertThat(Wire.readAll(socket).split("HTTP/1.1 200 OK")).hasSizeBetween(30, 500);
        }
    }

    @Test
    void a_body_that_nothing_reads_is_taken_for_no_request() throws IOException {
        String hidden = "GET /problems/conflict HTTP/1.1\r\nHost: x\r\n\r\n";
        for (String path : new String[] {"/v1/offerings", "/nothing", "/q/health/live"}) {
            String answer = Wire.send(
                    service,
                    "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + hidden.length() + "\r\n\r\n" + hidden
                            + "GET /problems/forbidden HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(answer).contains("<code>forbidden").doesNotContain("<code>conflict");
        }
    }

    private static void assertOneProblem(String answer, int status, String type) {
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + " ")
                .containsIgnoringCase("content-type: application/problem+json")
                .containsIgnoringCase("connection: close")
                .containsIgnoringCase("x-request-id: ")
                .containsIgnoringCase("x-content-type-options: nosniff")
                .contains("\"/problems/" + type + "\"");
        assertThat(answer.split("HTTP/1\\.[01] \\d")).as("one answer").hasSize(2);
    }
}
