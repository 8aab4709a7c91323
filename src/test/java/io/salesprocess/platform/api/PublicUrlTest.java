package io.salesprocess.platform.api;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.unique;
import static io.salesprocess.testkit.Sales.path;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.salesprocess.testkit.Configured;
import io.salesprocess.testkit.Sales;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Behind a proxy the service has another address than the one that it is called by. */
@QuarkusTest
@TestProfile(Configured.class)
class PublicUrlTest {

    private static final String PUBLIC = "https://sales.example.com/v1/";

    @Test
    void the_location_of_what_is_created_begins_with_it_also_when_the_response_is_replayed() {
        String key = unique("key");
        Map<String, Object> offering = Map.of("name", "Suite", "kind", "product");
        String location = caller().header("Idempotency-Key", key)
                .body(offering)
                .post("/v1/offerings")
                .then()
                .statusCode(201)
                .header("Location", startsWith(PUBLIC + "offerings/"))
                .extract()
                .header("Location");
        caller().header("Idempotency-Key", key)
                .body(offering)
                .post("/v1/offerings")
                .then()
                .header("Idempotency-Replayed", is("true"))
                .header("Location", is(location));
    }

    @Test
    void so_do_the_next_page_and_the_link_for_messages() {
        UUID prospect = Sales.prospect();
        UUID deal = Sales.created("/v1/deals", Map.of("prospectId", prospect));
        Sales.created("/v1/deals", Map.of("prospectId", prospect));
        caller().get("/v1/deals?limit=1&prospectId=" + prospect)
                .then()
                .header("Link", matchesPattern("<" + PUBLIC + "deals\\?.*cursor=.*>; rel=\"next\""));
        caller().post(path(deal, "/message-link"))
                .then()
                .statusCode(201)
                .header("Location", startsWith(PUBLIC + "deals/"))
                .body("url", startsWith("https://sales.example.com/m/"));
    }
}
