package io.salesprocess.audit;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.patch;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What administrators did stays on record. */
@QuarkusTest
class AuditTest {

    @Inject
    DataSource dataSource;

    @Test
    void keys_leave_a_record_when_they_are_created_rotated_and_revoked() {
        String old = key("auditor").getString("id");
        String next = post("/v1/api-keys/" + old + "/rotate", Map.of())
                .statusCode(201)
                .extract()
                .path("id");
        caller().delete("/v1/api-keys/" + old).then().statusCode(204);
        caller().delete("/v1/api-keys/" + old).then().statusCode(204);
        about(old)
                .body("items.action", contains("api-key-revoked", "api-key-rotated", "api-key-created"))
                .body("items.subject.kind", everyItem(is("api-key")));
        about(next).body("items.action", contains("api-key-created"));
    }

    @Test
    void offerings_salespeople_and_forms_leave_a_record_when_they_are_created_and_changed() {
        UUID offering = Sales.offering();
        patch("/v1/offerings/" + offering, Map.of("name", "Another")).statusCode(200);
        about(offering).body("items.action", contains("offering-changed", "offering-created"));
        UUID salesperson = Sales.salesperson();
        patch("/v1/salespeople/" + salesperson, Map.of("active", false)).statusCode(200);
        about(salesperson).body("items.action", contains("salesperson-changed", "salesperson-created"));
        String form = Sales.form("standard");
        Map<String, Object> body =
                new HashMap<>(get("/v1/forms/" + form).extract().jsonPath().getMap("$"));
        body.put("title", "Another");
        caller().header("If-Match", "*")
                .body(body)
                .put("/v1/forms/" + form)
                .then()
                .statusCode(200);
        about(form)
                .body("items.action", contains("form-replaced", "form-created"))
                .body("items[0].subject.kind", is("form"));
    }

    @Test
    void exports_and_erasures_leave_a_record_that_outlives_the_person() {
        UUID prospect = Sales.prospect();
        get("/v1/prospects/" + prospect + "/export").statusCode(200);
        caller().header("If-Match", "*")
                .delete("/v1/prospects/" + prospect)
                .then()
                .statusCode(204);
        about(prospect)
                .body("items.action", contains("prospect-erased", "prospect-exported"))
                .body("items[0].actor.kind", is("api-key"));
    }

    @Test
    void what_was_refused_or_sent_twice_leaves_no_record_of_its_own() {
        String name = unique("Once");
        String form = Sales.form("standard");
        Map<String, Object> body =
                new HashMap<>(get("/v1/forms/" + form).extract().jsonPath().getMap("$"));
        post("/v1/forms", body).statusCode(409);
        about(form).body("items.action", contains("form-created"));
        UUID unknown = UUID.randomUUID();
        get("/v1/prospects/" + unknown + "/export").statusCode(404);
        about(unknown).body("items", empty());
        String id = null;
        for (int i = 0; i < 2; i++) {
            id = caller().header("Idempotency-Key", name)
                    .body(Map.of("name", name, "kind", "service"))
                    .post("/v1/offerings")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
        }
        about(id).body("items.action", contains("offering-created"));
    }

    @Test
    void the_first_key_is_on_record_as_the_services_own_doing() {
        String next = null;
        List<String> actors;
        do {
            JsonPath page = get("/v1/audit?action=api-key-created&order=asc&limit=1&actorId=first-start"
                            + (next == null ? "" : "&cursor=" + next))
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            actors = page.getList("items.actor.kind");
            next = page.getString("next");
        } while (next != null);
        assertThat(actors).containsExactly("system");
    }

    @Test
    void it_is_read_by_auditors_and_administrators_only() {
        for (String role : List.of("auditor", "admin")) {
            caller(Keys.of(role))
                    .get("/v1/audit?limit=1")
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(1));
        }
        caller(Keys.of("manager")).get("/v1/audit").then().statusCode(403).body("type", is("/problems/forbidden"));
    }

    @Test
    void it_can_be_filtered_and_read_page_by_page_in_both_directions() {
        JsonPath admin = key("admin");
        for (int i = 0; i < 3; i++) {
            caller(admin.getString("secret"))
                    .body(Map.of("name", "Spare", "roles", List.of("auditor")))
                    .post("/v1/api-keys")
                    .then()
                    .statusCode(201);
        }
        String mine = "/v1/audit?actorId=" + admin.getString("id");
        List<String> newest = get(mine).body("items", hasSize(3)).extract().path("items.id");
        JsonPath first = get(mine + "&limit=2").extract().jsonPath();
        assertThat(first.<String>getList("items.id")).isEqualTo(newest.subList(0, 2));
        get(mine + "&limit=2&cursor=" + first.getString("next"))
                .body("items.id", contains(newest.get(2)))
                .body("next", is((Object) null));
        get(mine + "&order=asc&limit=1").body("items.id", contains(newest.get(2)));
        get(mine + "&action=offering-created").body("items", empty());
        String at = get(mine + "&limit=1").extract().path("items[0].at");
        get(mine + "&from=" + at).body("items.id", hasItem(newest.get(0)));
        get(mine + "&to=" + at).body("items", hasSize(2));
        get("/v1/audit?action=nonsense").statusCode(400).body("errors[0].parameter", is("action"));
        get("/v1/audit?actorId=" + "x".repeat(256)).statusCode(400).body("errors[0].parameter", is("actorId"));
    }

    @Test
    void it_holds_no_names() throws SQLException {
        UUID prospect = Sales.prospect();
        get("/v1/prospects/" + prospect + "/export").statusCode(200);
        Sales.salesperson();
        key("auditor");
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT string_agg(entry::text, ' ') FROM audit_entry entry")) {
            rows.next();
            assertThat(rows.getString(1)).contains(prospect.toString()).doesNotContain("@", "Ada", "Spare", "spk_");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_entry SET actor_id = 'somebody'",
                "DELETE FROM audit_entry",
                "TRUNCATE audit_entry",
            })
    void the_services_own_database_user_cannot_change_it(String statement) throws SQLException {
        assertThatThrownBy(() -> execute(statement)).hasMessageContaining("permission denied");
        try {
            assertThatThrownBy(() -> execute("GRANT ALL ON audit_entry TO CURRENT_USER; " + statement))
                    .hasMessageContaining("append-only");
        } finally {
            execute("REVOKE ALL ON audit_entry FROM CURRENT_USER; GRANT SELECT, INSERT ON audit_entry TO CURRENT_USER");
        }
    }

    private static ValidatableResponse about(Object subject) {
        return get("/v1/audit?subjectId=" + subject).statusCode(200);
    }

    private static JsonPath key(String role) {
        return post("/v1/api-keys", Map.of("name", "Spare", "roles", List.of(role)))
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private void execute(String statement) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement running = connection.createStatement()) {
            running.execute(statement);
        }
    }
}
