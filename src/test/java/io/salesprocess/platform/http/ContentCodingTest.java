package io.salesprocess.platform.http;

import static io.salesprocess.testkit.Api.keyed;
import static io.salesprocess.testkit.Api.unique;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.specification.RequestSpecification;
import io.salesprocess.testkit.Sales;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies are taken as they are; one in a content coding is refused as such, and not as broken text. */
@QuarkusTest
class ContentCodingTest {

    private static final byte[] OFFERING = "{\"name\": \"x\", \"kind\": \"product\"}".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @ValueSource(
            strings = {"gzip", "br", "deflate", "x-gzip", "zstd", "gzip, identity", "identity, br", "nonsense", ""})
    void a_coding_is_not_supported(String coding) {
        request(coding)
                .body(OFFERING)
                .post("/v1/offerings")
                .then()
                .statusCode(415)
                .header("Accept-Encoding", "identity")
                .contentType("application/problem+json")
                .body("type", is("/problems/unsupported-media-type"));
    }

    @Test
    void a_compressed_body_that_does_not_say_so_is_not_taken_for_broken_text() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(OFFERING);
        }
        keyed().contentType("application/json")
                .body(compressed.toByteArray())
                .post("/v1/offerings")
                .then()
                .statusCode(415)
                .header("Accept-Encoding", "identity")
                .body("type", is("/problems/unsupported-media-type"));
    }

    @Test
    void where_only_the_type_is_wrong_no_coding_is_named() {
        keyed().contentType("text/csv")
                .body(OFFERING)
                .post("/v1/offerings")
                .then()
                .statusCode(415)
                .header("Accept-Encoding", is(nullValue()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "Identity"})
    void none_is_fine(String coding) {
        request(coding).body(OFFERING).post("/v1/offerings").then().statusCode(201);
    }

    @Test
    void forms_and_patches_too() {
        request("br")
                .contentType("application/x-www-form-urlencoded")
                .header("Idempotency-Key", unique("coded"))
                .body("name=x")
                .post("/v1/forms/" + Sales.form("standard") + "/submissions")
                .then()
                .statusCode(415);
        request("deflate")
                .header("If-Match", "*")
                .body("{}".getBytes(StandardCharsets.UTF_8))
                .patch("/v1/deals/" + Sales.deal())
                .then()
                .statusCode(415);
    }

    private static RequestSpecification request(String coding) {
        return keyed().config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .contentType("application/json")
                .header("Content-Encoding", coding);
    }
}
