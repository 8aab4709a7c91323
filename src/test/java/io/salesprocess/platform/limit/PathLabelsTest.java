package io.salesprocess.platform.limit;

import static io.restassured.RestAssured.given;
import static io.salesprocess.testkit.Api.caller;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.salesprocess.platform.http.PathLabels;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Requests are counted by what they ask for, and not under every address that somebody thinks of. */
@QuarkusTest
class PathLabelsTest {

    @Inject
    PathLabels labels;

    @Test
    void what_callers_make_up_does_not_become_a_metric() {
        String made = "made-" + UUID.randomUUID();
        caller().delete("/v1/message-links/" + made + "/messages").then().statusCode(405);
        caller().contentType("text/plain")
                .body("x")
                .post("/v1/message-links/" + made + "/messages")
                .then()
                .statusCode(415);
        caller().body("x".repeat(300_000))
                .post("/v1/message-links/" + made + "/messages")
                .then()
                .statusCode(413);
        caller().body("x".repeat(300_000)).post("/v1/" + made).then().statusCode(413);
        caller().get("/v1/" + made).then().statusCode(404);
        assertThat(metrics())
                .contains("uri=\"/v1/message-links/{token}/messages\"")
                .doesNotContain(made);
    }

    @Test
    void an_address_without_a_name_in_it_is_counted_as_itself() {
        caller().get("/v1/offerings").then().statusCode(200);
        caller().delete("/v1/offerings").then().statusCode(405);
        assertThat(metrics().lines())
                .anyMatch(line -> line.contains("uri=\"/v1/offerings\"") && line.contains("status=\"200\""))
                .anyMatch(line -> line.contains("uri=\"/v1/offerings\"") && line.contains("status=\"405\""));
    }

    @Test
    void invented_methods_do_not_become_metrics() throws IOException {
        String made = "MADE" + System.nanoTime();
        URI service = URI.create("http://localhost:" + RestAssured.port);
        long before = metrics().lines().count();
        for (int i = 0; i < 50; i++) {
            try (Socket socket = new Socket(service.getHost(), service.getPort())) {
                socket.getOutputStream()
                        .write((made + i + " /v1/offerings HTTP/1.1\r\nHost: x\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 405 ")
                        .containsIgnoringCase("allow: GET, HEAD, OPTIONS, POST");
            }
        }
        assertThat(metrics()).doesNotContain(made);
        assertThat(metrics().lines().count()).isLessThan(before + 20);
        assertThat(metrics()).contains("salesprocess_http_refusals_total{type=\"method-not-allowed\"}");
    }

    @Test
    void a_method_that_comes_another_way_is_counted_with_all_others_of_its_kind() {
        Meter.Id id = new Meter.Id(
                "http.server.requests",
                Tags.of("method", "INVENTED", "uri", "/v1/invented", "status", "405"),
                null,
                null,
                Meter.Type.TIMER);
        assertThat(labels.map(id).getTags())
                .containsExactlyInAnyOrder(Tag.of("method", "OTHER"), Tag.of("uri", "OTHER"), Tag.of("status", "405"));
    }

    private static String metrics() {
        return given().get("/q/metrics").then().statusCode(200).extract().asString();
    }
}
