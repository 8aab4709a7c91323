package io.salesprocess.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.testkit.Keys;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no decent client would send. */
@QuarkusTest
class RawRequestTest {

    @TestHTTPResource
    URI service;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /v1/forms/%zz HTTP/1.1 | 400 | malformed-request",
                "GET /% HTTP/1.1 | 400 | malformed-request",
                "GET /v1/deals?limit=%zz HTTP/1.1 | 400 | malformed-request",
                "GET /v1/deals?limit=%ff HTTP/1.1 | 400 | invalid-request",
                "GET /v1/deals?{x} HTTP/1.1 | 400 | malformed-request",
                "GET v1/deals HTTP/1.1 | 404 | not-found",
                "GET //v1//nothing HTTP/1.1 | 404 | not-found",
                "BREW /v1/deals HTTP/1.1 | 405 | method-not-allowed",
                "TRACE /v1/deals HTTP/1.1 | 405 | method-not-allowed"
            })
    void are_answered_with_a_problem(String line, int status, String problem) throws IOException {
        String answer = send(line + "\r\nHost: x\r\nAuthorization: Bearer " + Keys.trusted()
                + "\r\nX-Request-Id: raw-1\r\nConnection: close\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .containsIgnoringCase("content-type: application/problem+json")
                .containsIgnoringCase("x-request-id: raw-1")
                .containsIgnoringCase("x-content-type-options: nosniff")
                .contains("\"/problems/" + problem + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host: <script>\r\n", "Host: a b\r\n"})
    void without_a_host_nothing_is_answered(String host) throws IOException {
        assertThat(send("GET /v1/deals HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("\"/problems/malformed-request\"");
    }

    /** These the framework refuses by itself, without asking anybody. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense | 400",
                "OPTIONS * HTTP/1.1;Host: x;Connection: close | 404",
                "GET /v1/deals HTTP/1.1;Host: x;Bad Header: x | 400",
                "POST /v1/offerings HTTP/1.1;Host: x;Content-Length: abc | 400",
                "POST /v1/offerings HTTP/1.1;Host: x;Content-Length: 5;Transfer-Encoding: chunked | 400"
            })
    void what_is_no_http_gets_no_more_than_a_status(String request, int status) throws IOException {
        assertThat(send(request.replace(";", "\r\n") + "\r\n\r\n")).matches("(?s)HTTP/1\\.[01] " + status + " .*");
    }

    @Test
    void what_is_too_long_gets_no_more_than_a_status() throws IOException {
        String tooLong = "a".repeat(30_000);
        assertThat(send("GET /v1/deals?" + tooLong + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .matches("(?s)HTTP/1\\.[01] 414 .*");
        assertThat(send("GET /v1/deals HTTP/1.1\r\nHost: x\r\nA: " + tooLong + "\r\n\r\n"))
                .matches("(?s)HTTP/1\\.[01] 431 .*");
    }

    private String send(String request) throws IOException {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
