package io.salesprocess.architecture;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Clients are built on the committed document, so a change of the contract has to show in a commit. */
@QuarkusTest
class OpenApiDocumentTest {

    private static final Path COMMITTED = Path.of("docs", "openapi.yaml");
    private static final String UPDATE = "openapi.update";

    @Test
    void the_committed_document_is_what_the_service_says_of_itself() throws IOException {
        String served = new String(
                given().queryParam("format", "YAML")
                        .get("/q/openapi")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray(),
                UTF_8);
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(COMMITTED, served);
        }
        assertThat(served)
                .as(
                        "docs/openapi.yaml differs from what the resources generate. If the change of the contract is meant, "
                                + "run ./mvnw test -Dtest=%s -D%s=true and commit the file",
                        getClass().getSimpleName(), UPDATE)
                .isEqualTo(Files.exists(COMMITTED) ? Files.readString(COMMITTED) : "");
    }
}
