package io.salesprocess.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.Sales;
import io.vertx.core.http.HttpMethod;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Large answers are compressed for clients that ask for it; small ones and secrets are not. */
@QuarkusTest
class CompressionTest {

    private static final int LARGE = 2048;

    @TestHTTPResource
    URI service;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @ParameterizedTest
    @ValueSource(strings = {"/q/openapi", "/q/openapi?format=JSON", "/q/metrics", "/v1/pipelines", "/problems"})
    void a_large_answer_is_compressed_when_asked_for(String path) throws Exception {
        HttpResponse<byte[]> plain = get(path, null);
        HttpResponse<byte[]> compressed = get(path, "gzip, deflate, br");
        assertThat(plain.statusCode()).isEqualTo(200);
        assertThat(plain.body()).hasSizeGreaterThanOrEqualTo(LARGE);
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(compressed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(compressed.body().length).isLessThan(plain.body().length * 2 / 3);
        assertThat(compressed.headers().allValues("Vary")).anyMatch("accept-encoding"::equalsIgnoreCase);
        assertThat(plain.headers().allValues("Vary")).anyMatch("accept-encoding"::equalsIgnoreCase);
        if (!path.equals("/q/metrics")) {
            assertThat(unzipped(compressed.body())).isEqualTo(plain.body());
        }
    }

    @Test
    void the_answer_to_a_change_too() throws Exception {
        HttpResponse<byte[]> answer = post(
                "/v1/offerings",
                "{\"name\": \"x\", \"kind\": \"product\", \"description\": \"" + "a".repeat(4_000) + "\"}");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(new String(unzipped(answer.body()))).contains("aaaa");
        assertThat(answer.headers().firstValue("Location")).isPresent();
    }

    @Test
    void problems_too() throws Exception {
        HttpResponse<byte[]> answer = post("/v1/offerings", "{" + fields(100) + "}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(new String(unzipped(answer.body()))).contains("/problems/invalid-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health/live", "/v1/offerings?limit=1", "/v1/nothing"})
    void a_small_answer_is_not(String path) throws Exception {
        HttpResponse<byte[]> answer = get(path, "gzip");
        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(answer.headers().firstValue("Content-Length")).isPresent();
        assertThat(answer.body()).hasSizeLessThan(LARGE);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/api-keys, true",
        "POST, /v1/api-keys/01/rotate, true",
        "POST, /v1/webhooks, true",
        "POST, /v1/webhooks/01/rotate-secret, true",
        "POST, /v1/deals/01/message-link, true",
        "POST, /v1/deals/01/documents/02/link, true",
        "POST, /v1/message-links/t/messages, true",
        "POST, /v1/insights/links, true",
        "GET, /m/t, true",
        "GET, /f/contact, true",
        "POST, /f/contact, true",
        "POST, /d/t/signature, true",
        "GET, /v1/api-keys, false",
        "GET, /v1/deals, false",
        "POST, /v1/transitions, false",
        "GET, /v1/forms, false",
        "GET, /q/metrics, false",
    })
    void nor_are_answers_that_hold_a_secret_beside_words_of_others(String method, String path, boolean isSecret) {
        assertThat(Compression.holdsSecret(HttpMethod.valueOf(method), path)).isEqualTo(isSecret);
    }

    @Test
    void a_new_secret_is_sent_as_it_is() throws Exception {
        HttpResponse<byte[]> link = post("/v1/deals/" + Sales.deal() + "/message-link", "");
        assertThat(link.statusCode()).isEqualTo(201);
        assertThat(link.headers().firstValue("Content-Encoding")).isEmpty();
    }

    @Test
    void the_head_of_a_large_answer_names_no_coding() throws Exception {
        HttpResponse<byte[]> head = client.send(
                request("/v1/pipelines", "gzip")
                        .method("HEAD", BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Encoding")).isEmpty();
    }

    @Test
    void one_that_has_been_declined_stays_as_it_is() throws Exception {
        assertThat(get("/q/openapi", "gzip;q=0").headers().firstValue("Content-Encoding"))
                .isEmpty();
        assertThat(get("/q/openapi", "identity").headers().firstValue("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void what_has_not_changed_has_no_body_either_way() throws Exception {
        String path = "/v1/deals/" + Sales.deal();
        String tag = get(path, "gzip").headers().firstValue("ETag").orElseThrow();
        HttpResponse<byte[]> answer = client.send(
                request(path, "gzip").header("If-None-Match", tag).GET().build(), BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
    }

    private static String fields(int count) {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < count; i++) {
            fields.append(i == 0 ? "" : ",").append("\"unknown").append(i).append("\": \"\\u0000\"");
        }
        return fields.toString();
    }

    private HttpResponse<byte[]> get(String path, String coding) throws IOException, InterruptedException {
        return client.send(request(path, coding).GET().build(), BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> post(String path, String body) throws IOException, InterruptedException {
        return client.send(
                request(path, "gzip")
                        .header("Content-Type", "application/json")
                        .POST(body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String path, String coding) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(service.resolve(path)).header("Authorization", Keys.bearer(Keys.trusted()));
        return coding == null ? request : request.header("Accept-Encoding", coding);
    }

    private static byte[] unzipped(byte[] body) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
    }
}
