package io.salesprocess.prospect;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.move;
import static io.salesprocess.testkit.Api.patch;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.salesprocess.testkit.Concurrently;
import io.salesprocess.testkit.Fields;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Rule 12: personal data can be erased, and history stays whole. */
@QuarkusTest
class ErasureTest {

    /** Stands in every text that this test writes, so that a trace of it anywhere shows. */
    private final String mark = unique("zyx").replace("-", "");

    @Inject
    DataSource dataSource;

    @Test
    void words_do_not_come_back_with_calls_of_the_same_moment() throws Exception {
        for (int round = 0; round < 5; round++) {
            UUID deal = Sales.deal();
            UUID question = Sales.created(path(deal, "/questions"), Map.of("text", "Question " + mark));
            UUID message = Sales.created(path(deal, "/messages"), Map.of("text", "Message " + mark));
            UUID contract = Sales.signedContract(deal);
            String prospect = "/v1/prospects/" + get(path(deal, "")).extract().path("prospectId");
            String tag = caller().get(prospect).header("ETag");
            List<Integer> answers = Concurrently.run(4, number -> switch (number) {
                        case 0 -> caller().header("If-Match", tag).delete(prospect);
                        case 1 ->
                            caller().body(Map.of("text", "Yes")).post(path(deal, "/questions/" + question + "/answer"));
                        case 2 ->
                            caller().body(Map.of("outcome", "Done"))
                                    .post(path(deal, "/messages/" + message + "/follow-up"));
                        default ->
                            caller().body(Map.of("reason", "Wrong"))
                                    .post(path(deal, "/documents/" + contract + "/void"));
                    })
                    .stream()
                    .map(Response::statusCode)
                    .toList();
            assertThat(answers).containsExactly(204, 200, 200, 200);
            get(path(deal, "/documents/" + contract)).body("signedBy", nullValue());
        }
        assertThat(tablesThatHoldTheMark()).isEmpty();
    }

    @Test
    void after_an_erasure_no_word_of_the_prospect_is_left_and_history_is_whole() throws SQLException {
        String form = Sales.form("standard");
        Response receipt = caller().header("Idempotency-Key", mark)
                .body(Map.of(
                        "submissionId", unique("web"),
                        "prospect", Map.of("name", "Ada " + mark, "email", mark + "@example.com", "company", mark),
                        "answers", Map.of("need", "Need " + mark),
                        "message", "Message " + mark,
                        "source", "landing-page"))
                .post("/v1/forms/" + form + "/submissions");
        UUID deal = UUID.fromString(receipt.path("dealId"));
        String prospect = "/v1/prospects/" + receipt.path("prospectId");
        sayMuch(deal);
        get(prospect + "/export")
                .statusCode(200)
                .body("prospect.company", is(mark), "submissions", hasSize(1), "evidence[0].messages", hasSize(1))
                .body("prospect.customFields.nick", is(mark), "deals[0].customFields.nick", is(mark));
        assertThat(tablesThatHoldTheMark()).contains("prospect", "submission", "message", "deal_event_reason");

        caller().delete(prospect).then().statusCode(428);
        caller().header("If-Match", caller().get(prospect).header("ETag"))
                .delete(prospect)
                .then()
                .statusCode(204);

        assertThat(tablesThatHoldTheMark()).isEmpty();
        for (String list : List.of("/v1/prospects", "/v1/deals")) {
            get(list + "?field.nick=" + mark).body("items", hasSize(0));
        }
        assertThat(indexedValues(prospect, deal)).isZero();
        get(prospect).statusCode(404);
        get("/v1/prospects?q=" + mark).body("items", hasSize(0));
        get(path(deal, "")).statusCode(200).body("customFields.size()", is(0));
        get(path(deal, "/history?order=desc&limit=50"))
                .body("items.find { it.type == 'deal.fell-short' }.reason", nullValue());
        get(path(deal, "/history/verification")).body("intact", is(true), "stateMatches", is(true));
    }

    @Test
    void what_was_set_aside_is_erased_with_the_prospect_whose_addresses_it_holds() throws SQLException {
        String form = Sales.form("standard");
        String email = mark + "@example.com";
        String suspect = caller().body(Map.of(
                        "submissionId", unique("web"),
                        "prospect", Map.of("name", "Ada " + mark, "email", " " + email.toUpperCase()),
                        "signals", Map.of("honeypot", true)))
                .post("/v1/forms/" + form + "/submissions")
                .path("id");
        UUID prospect = Sales.created("/v1/prospects", Map.of("name", "Ada", "email", email));
        get("/v1/prospects/" + prospect + "/export").body("submissions", hasSize(1));
        caller().header("If-Match", "*")
                .delete("/v1/prospects/" + prospect)
                .then()
                .statusCode(204);
        assertThat(tablesThatHoldTheMark()).isEmpty();
        post("/v1/submissions/" + suspect + "/release", Map.of()).statusCode(409);
    }

    @Test
    void what_is_written_after_an_erasure_can_be_erased_too_and_the_clients_links_are_dead() throws SQLException {
        UUID prospect = Sales.prospect();
        UUID deal = Sales.created("/v1/deals", Map.of("prospectId", prospect));
        String token = caller().post(path(deal, "/message-link")).path("token");
        caller().header("If-Match", "*")
                .delete("/v1/prospects/" + prospect)
                .then()
                .statusCode(204);
        post("/v1/message-links/" + token + "/messages", Map.of("text", mark)).statusCode(404);
        post(path(deal, "/questions"), Map.of("text", mark)).statusCode(201);
        assertThat(tablesThatHoldTheMark()).contains("question");
        caller().header("If-Match", "*")
                .delete("/v1/prospects/" + prospect)
                .then()
                .statusCode(204);
        assertThat(tablesThatHoldTheMark()).isEmpty();
    }

    @Test
    void somebody_who_was_erased_is_new_when_they_come_again() {
        String email = mark + "@example.com";
        UUID first = Sales.created("/v1/prospects", Map.of("name", "Ada", "email", email));
        caller().header("If-Match", "*").delete("/v1/prospects/" + first).then().statusCode(204);
        UUID second = Sales.created("/v1/prospects", Map.of("name", "Ada", "email", email));
        assertThat(second).isNotEqualTo(first);
        post("/v1/deals", Map.of("prospectId", first)).statusCode(400);
    }

    @Test
    void an_email_belongs_to_one_prospect() {
        String email = mark + "@example.com";
        Sales.created("/v1/prospects", Map.of("name", "Ada", "email", email));
        post("/v1/prospects", Map.of("name", "Eve", "email", email.toUpperCase()))
                .statusCode(409)
                .body("type", is("/problems/conflict"));
    }

    @Test
    void prospects_are_found_by_any_part_of_what_is_known_of_them() {
        UUID id = Sales.created("/v1/prospects", Map.of("name", "Ada % " + mark, "email", mark + "@example.com"));
        for (String q : List.of(mark, mark.toUpperCase(), "% " + mark, mark + "@exa")) {
            caller().queryParam("q", q)
                    .get("/v1/prospects")
                    .then()
                    .body("items", hasSize(1), "items[0].id", is(id.toString()));
        }
        caller().queryParam("q", "_ " + mark).get("/v1/prospects").then().body("items", hasSize(0));
    }

    private void sayMuch(UUID deal) {
        patch(path(deal, "/assessment"), Map.of("note", mark)).statusCode(200);
        patch(path(deal, "/survey"), Map.of("answers", Map.of("other", mark))).statusCode(200);
        patch(path(deal, "/qualification"), Map.of("productHistory", mark, "possibleIssues", List.of(mark)))
                .statusCode(200);
        caller().header("If-Match", "*")
                .body(Map.of("customFields", Map.of(Fields.shared("deal", "nick", "text"), mark)))
                .patch(path(deal, ""))
                .then()
                .statusCode(200);
        caller().header("If-Match", "*")
                .body(Map.of("customFields", Map.of(Fields.shared("prospect", "nick", "text"), mark)))
                .patch("/v1/prospects/" + get(path(deal, "")).extract().path("prospectId"))
                .then()
                .statusCode(200);
        move(deal, "fall-short", "pre-qualification", mark).statusCode(201);
        keyed(path(deal, "/greetings"), Map.of("by", "salesperson", "note", mark));
        keyed(path(deal, "/messages"), Map.of("text", mark));
        keyed(path(deal, "/activities"), Map.of("kind", "call", "outcome", "neutral", "note", mark));
        keyed(path(deal, "/proposals"), Map.of("amount", Map.of("amount", 1, "currency", "EUR"), "terms", mark));
        String question = keyed(path(deal, "/questions"), Map.of("text", mark)).path("id");
        post(path(deal, "/questions/" + question + "/answer"), Map.of("text", mark))
                .statusCode(200);
        String contract =
                keyed(path(deal, "/documents"), Map.of("kind", "contract")).path("id");
        post(path(deal, "/documents/" + contract + "/sign"), Map.of("signedBy", mark))
                .statusCode(200);
        post(path(deal, "/documents/" + contract + "/void"), Map.of("reason", mark))
                .statusCode(200);
    }

    /** With a key, so that the answer is kept for retries as well. */
    private static Response keyed(String address, Object body) {
        Response response =
                caller().header("Idempotency-Key", unique("key")).body(body).post(address);
        response.then().statusCode(201);
        return response;
    }

    /** Digests of values, in which the mark does not show. */
    private long indexedValues(String prospect, UUID deal) throws SQLException {
        String id = prospect.substring(prospect.lastIndexOf('/') + 1);
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*) FROM custom_value WHERE subject_id IN ('" + id + "', '" + deal + "')")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Looks through every row of every table. */
    private List<String> tablesThatHoldTheMark() throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet names = statement.executeQuery(
                    "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")) {
                while (names.next()) {
                    tables.add(names.getString(1));
                }
            }
            for (String table : tables) {
                String bytesAsText = table.equals("idempotency_record")
                        ? " OR position(convert_to('" + mark + "', 'UTF8') IN body) > 0"
                        : "";
                try (ResultSet hits = statement.executeQuery(
                        "SELECT count(*) FROM " + table + " AS r WHERE r::text LIKE '%" + mark + "%'" + bytesAsText)) {
                    hits.next();
                    if (hits.getLong(1) > 0) {
                        found.add(table);
                    }
                }
            }
        }
        return found;
    }
}
