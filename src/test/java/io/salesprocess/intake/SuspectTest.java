package io.salesprocess.intake;

import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.testkit.Sales;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Spam that comes from many addresses is set aside, and people who write alike are not. What is set aside waits for a decision. */
@QuarkusTest
class SuspectTest {

    private static final List<String> NAMES = List.of("Ada", "Grace", "Maria", "Chen", "Omar", "Ines", "Ravi", "Lena");

    private static String submit(String form, String name, String message) {
        return post(
                        "/v1/forms/" + form + "/submissions",
                        Map.of(
                                "submissionId", unique("web"),
                                "prospect", Map.of("name", name, "email", unique("p") + "@example.com"),
                                "answers", Map.of("need", "x"),
                                "message", message))
                .statusCode(201)
                .extract()
                .path("status");
    }

    @Test
    void a_thousand_bots_with_one_text_are_set_aside_but_for_the_first_few() {
        String form = Sales.form("standard");
        Random random = new Random(7);
        String campaign = unique("c").replaceAll("[^a-z]", "");
        List<String> fates = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String name = NAMES.get(random.nextInt(NAMES.size())) + " " + random.nextInt(1000);
            fates.add(submit(
                    form,
                    name,
                    "Hello, this is " + name + "! We offer backlinks for your site " + campaign + " at a price of "
                            + random.nextInt(500) + " dollars, guaranteed first page of all search engines."));
        }
        assertThat(fates.subList(0, 5)).containsOnly("accepted");
        assertThat(fates.subList(5, 60)).containsOnly("suspect");
        get("/v1/submissions?status=suspect&form=" + form + "&limit=1").body("items[0].suspicion", is("repeated-text"));
    }

    @Test
    void people_with_similar_short_texts_are_taken_in() {
        String form = Sales.form("standard");
        for (int i = 0; i < 40; i++) {
            assertThat(submit(form, NAMES.get(i % NAMES.size()), "A quote for our team, please. Thank you!"))
                    .isEqualTo("accepted");
        }
    }

    @Test
    void people_who_write_long_texts_of_their_own_are_taken_in_and_may_write_twice() {
        String form = Sales.form("standard");
        for (int i = 0; i < 20; i++) {
            String own = "Our " + unique("team").replaceAll("[^a-z]", "") + " visits customers in "
                    + NAMES.get(i % NAMES.size()) + " city and would like to have its call sheets on a tablet, number "
                    + i;
            assertThat(submit(form, "Ada Stone", own)).isEqualTo("accepted");
        }
    }

    @Test
    void what_is_discarded_loses_its_content_and_stays_a_fact() {
        String form = Sales.form("standard");
        Map<String, Object> sent = Map.of(
                "submissionId", unique("web"),
                "prospect", Map.of("name", "Bot", "email", unique("bot") + "@example.com"),
                "answers", Map.of("need", "x"),
                "signals", Map.of("honeypot", true));
        String id = post("/v1/forms/" + form + "/submissions", sent)
                .statusCode(201)
                .body("status", is("suspect"))
                .extract()
                .path("id");
        post("/v1/submissions/" + id + "/discard", Map.of())
                .statusCode(200)
                .body("status", is("discarded"))
                .body("content", nullValue())
                .body("suspicion", is("honeypot"))
                .body("discardedAt", notNullValue());
        get("/v1/submissions?status=suspect&form=" + form).body("items", empty());
        get("/v1/submissions?status=discarded&form=" + form).body("items.size()", is(1));
        post("/v1/submissions/" + id + "/discard", Map.of()).statusCode(409);
        post("/v1/submissions/" + id + "/release", Map.of()).statusCode(409);
        post("/v1/forms/" + form + "/submissions", sent).statusCode(200).body("status", is("discarded"));
    }

    @Test
    void what_was_taken_in_cannot_be_discarded() {
        String form = Sales.form("standard");
        String id = post("/v1/forms/" + form + "/submissions", Sales.submission())
                .extract()
                .path("id");
        post("/v1/submissions/" + id + "/discard", Map.of()).statusCode(409);
    }
}
