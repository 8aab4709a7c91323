package io.salesprocess.prospect;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.testkit.LogCapture;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Rows as earlier versions wrote them, at the upgrade and while an instance of such a version serves as well. */
@QuarkusTest
class OlderProspectsTest {

    private final String mark = unique("zyx").replace("-", "");

    @Inject
    DataSource dataSource;

    @Inject
    OlderInstances older;

    @Inject
    ProspectMigration migration;

    @Test
    void addresses_are_brought_into_one_form_and_the_words_can_be_found() throws SQLException {
        UUID id = stored("Ada Ströme " + mark, mark + "\u200b@M\u00fcller.example", "+49030901820");
        migrate();
        get("/v1/prospects/" + id).body("email", is(mark + "@xn--mller-kva.example"), "phone", is("+4930901820"));
        for (String q : new String[] {"strome " + mark, mark + "@m\u00fcller", mark + "@xn--mller"}) {
            caller().queryParam("q", q)
                    .get("/v1/prospects")
                    .then()
                    .body("items.id", is(java.util.List.of(id.toString())));
        }
    }

    @Test
    void those_who_turn_out_to_share_an_address_are_reported_and_stay_apart() throws SQLException {
        UUID first = Sales.created("/v1/prospects", Map.of("name", "Ada " + mark, "email", mark + "@example.com"));
        UUID second = stored("Ada Stone", "\u00a0" + mark + "@example.com", null);
        try (LogCapture log = new LogCapture()) {
            migrate();
            assertThat(log.text())
                    .contains("Prospect " + second + " has the e-mail address of prospect " + first)
                    .doesNotContain(mark + "@");
        }
        get("/v1/prospects/" + first + "/duplicates").body("items.prospectId", hasItem(second.toString()));
        get("/v1/prospects/" + second).statusCode(200).body("name", is("Ada Stone"));
    }

    @Test
    void a_second_migration_changes_nothing() throws SQLException {
        UUID id = stored("Ada " + mark, " " + mark + "@example.com", null);
        migrate();
        String tag = caller().get("/v1/prospects/" + id).header("ETag");
        migrate();
        assertThat(caller().get("/v1/prospects/" + id).header("ETag")).isEqualTo(tag);
    }

    @Test
    void what_an_older_instance_changes_is_found_again_by_its_new_words_only() throws SQLException {
        UUID id = Sales.created(
                "/v1/prospects",
                Map.of("name", "Ada " + mark, "email", mark + "@example.com", "phone", "030 901820 x12"));
        execute("UPDATE prospect SET name = ?, phone = '+4930555666', version = version + 1 WHERE id = ?", "Eve", id);
        get("/v1/prospects?q=Ada%20" + mark).body("items", hasSize(0));
        older.complete();
        get("/v1/prospects?q=Ada%20" + mark).body("items", hasSize(0));
        get("/v1/prospects?q=" + mark)
                .body(
                        "items.name",
                        is(java.util.List.of("Eve")),
                        "items.phoneExtension",
                        is(java.util.Arrays.asList((String) null)));
    }

    @Test
    void an_older_instance_that_erases_somebody_leaves_no_word() throws SQLException {
        UUID id = Sales.created(
                "/v1/prospects", Map.of("name", "Ada " + mark, "email", mark + "@example.com", "phone", "ask " + mark));
        execute(
                "UPDATE prospect SET name = NULL, email = NULL, phone = NULL, company = NULL,"
                        + " erased_at = now(), version = version + 1 WHERE id = ?",
                id);
        assertThat(text("SELECT p::text FROM prospect p WHERE id = ?", id)).doesNotContain(mark);
    }

    @Test
    void the_same_words_in_another_case_stay_found() {
        UUID id = Sales.created("/v1/prospects", Map.of("name", "ada " + mark, "email", mark + "@example.com"));
        caller().header("If-Match", "*")
                .body(Map.of("name", "Ada " + mark))
                .patch("/v1/prospects/" + id)
                .then()
                .statusCode(200);
        get("/v1/prospects?q=" + mark).body("items", hasSize(1));
    }

    private void migrate() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            migration.change(connection);
        }
    }

    /** As an earlier version stored it. */
    private UUID stored(String name, String email, String phone) throws SQLException {
        UUID id = UUID.randomUUID();
        execute(
                "INSERT INTO prospect (id, name, email, phone, created_at, version) VALUES (?, ?, ?, ?, now(), 0)",
                id,
                name,
                email,
                phone);
        return id;
    }

    private void execute(String sql, Object... parameters) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }

    private String text(String sql, Object parameter) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, parameter);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
