package io.salesprocess.scenario;

import static io.restassured.RestAssured.given;
import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.testkit.Fields;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is personal or secret stays where it belongs: it is in no log, no metric, no event and no idempotency record (rule 12). */
@QuarkusTest
class SecrecyTest {

    /** Where personal data and secrets have no business; answers that are kept for retries are erased with the prospect. */
    private static final List<String> ROWS = List.of(
            "SELECT t::text AS text FROM deal_event t",
            "SELECT t::text AS text FROM api_key t",
            "SELECT t::text AS text FROM message_link t",
            "SELECT t::text AS text FROM audit_entry t",
            "SELECT t::text AS text FROM custom_field t",
            "SELECT t::text AS text FROM custom_value t",
            "SELECT concat_ws(' ', caller, address, key, location) AS text FROM idempotency_record");

    @Inject
    DataSource database;

    private final Log log = new Log();

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(log);
    }

    @AfterEach
    void stopListening() {
        Logger.getLogger("").removeHandler(log);
    }

    @Test
    void what_is_personal_or_secret_shows_nowhere_else() throws SQLException {
        String personal = "personal" + UUID.randomUUID().toString().replace("-", "");
        String form = Sales.form("standard");
        UUID deal = UUID.fromString(submit(form, personal));
        post(path(deal, "/questions"), Map.of("text", personal)).statusCode(201);
        post(path(deal, "/activities"), Map.of("kind", "call", "outcome", "neutral", "note", personal))
                .statusCode(201);
        post(path(deal, "/approvals"), Map.of("decision", "requested", "note", personal))
                .statusCode(201);
        post(path(deal, "/transitions"), Map.of("type", "fall-short", "from", "pre-qualification", "reason", personal))
                .statusCode(201);
        refuse(form, personal);
        giveFields(deal, personal);
        String secret = post(path(deal, "/message-link"), Map.of())
                .statusCode(201)
                .extract()
                .path("token");
        leaveMessages(secret, personal);
        String key = Keys.of("manager");
        caller(key).get("/v1/deals?limit=1").then().statusCode(200);
        caller(key + "x").get("/v1/deals?limit=1").then().statusCode(401);

        for (String hidden : List.of(personal, secret, key)) {
            assertThat(log.lines).as("the log").noneMatch(line -> line.contains(hidden));
            assertThat(given().get("/q/metrics").asString()).as("metrics").doesNotContain(hidden);
            assertThat(get(path(deal, "/history")).extract().asString().replace("\"reason\":\"" + personal + "\"", ""))
                    .as("events")
                    .doesNotContain(hidden);
            for (String rows : ROWS) {
                assertThat(rowsWith(rows, hidden)).as(rows).isEmpty();
            }
        }
    }

    private static String submit(String form, String personal) {
        return caller().header("Idempotency-Key", personal)
                .body(Map.of(
                        "prospect", Map.of("name", personal, "email", personal + "@example.com", "company", personal),
                        "answers", Map.of("need", personal),
                        "message", personal))
                .post("/v1/forms/" + form + "/submissions")
                .then()
                .statusCode(201)
                .extract()
                .path("dealId");
    }

    /** Refusals name places, and the database is asked to store what it does not take twice. */
    private static void refuse(String form, String personal) {
        post("/v1/prospects", Map.of("name", personal, "email", personal + "@example.com"))
                .statusCode(409);
        post("/v1/prospects", Map.of("name", personal, personal, personal)).statusCode(400);
        post("/v1/prospects", "{\"name\": \"" + personal).statusCode(400);
        post("/v1/forms/" + form + "/submissions", Map.of("prospect", Map.of("name", personal)))
                .statusCode(400);
        get("/v1/prospects?q=" + personal).statusCode(200);
        get("/v1/deals?sort=" + personal).statusCode(400);
    }

    /** Values of custom fields: good ones, refused ones and ones that are looked for. */
    private static void giveFields(UUID deal, String personal) {
        String text = Fields.shared("deal", "secretText", "text");
        String number = Fields.shared("deal", "secretNumber", "number");
        String ofProspect = Fields.shared("prospect", "secretText", "text");
        String prospect = get(path(deal, "")).extract().path("prospectId");
        patch(path(deal, ""), Map.of("customFields", Map.of(text, personal)), 200);
        patch(path(deal, ""), Map.of("customFields", Map.of(number, personal)), 400);
        patch("/v1/prospects/" + prospect, Map.of("customFields", Map.of(ofProspect, personal)), 200);
        caller().header("Idempotency-Key", "opens" + personal.hashCode())
                .body(Map.of("prospectId", prospect, "customFields", Map.of(text, personal)))
                .post("/v1/deals")
                .then()
                .statusCode(201);
        get("/v1/deals?field." + text + "=" + personal).statusCode(200);
        get("/v1/deals?field." + number + "=" + personal).statusCode(400);
        get("/v1/prospects?field." + ofProspect + "=" + personal).statusCode(200);
    }

    private static void patch(String address, Object body, int status) {
        caller().header("If-Match", "*").body(body).patch(address).then().statusCode(status);
    }

    private static void leaveMessages(String secret, String personal) {
        String messages = "/v1/message-links/" + secret + "/messages";
        given().contentType("application/json")
                .body(Map.of("text", personal))
                .post(messages)
                .then()
                .statusCode(201);
        given().contentType("application/json")
                .body(Map.of("text", 1))
                .post(messages)
                .then()
                .statusCode(400);
        given().delete(messages).then().statusCode(405);
        given().contentType("text/plain").body("x").post(messages).then().statusCode(415);
    }

    private List<String> rowsWith(String rows, String hidden) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT text FROM (" + rows + ") r WHERE strpos(text, ?) > 0")) {
            statement.setString(1, hidden);
            List<String> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
            return found;
        }
    }

    /** All that is logged, with the messages of what was thrown. */
    private static final class Log extends Handler {

        final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord line) {
            lines.add(new SimpleFormatter().format(line));
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            // Nothing is held open.
        }
    }
}
