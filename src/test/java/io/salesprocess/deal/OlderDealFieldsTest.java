package io.salesprocess.deal;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Custom fields as earlier versions of the service took them: any text, number or boolean under any key. */
@QuarkusTest
class OlderDealFieldsTest {

    private final String run = UUID.randomUUID().toString().substring(0, 8);

    @Inject
    DataSource dataSource;

    @Inject
    DealFieldMigration migration;

    @AfterEach
    void retire() throws SQLException {
        execute("UPDATE custom_field SET retired = true WHERE key LIKE '%" + run + "'");
    }

    @Test
    void keys_become_fields_of_the_type_that_all_their_values_have() throws SQLException {
        UUID first = stored("{'flag': true, 'seats': 12, 'region': 'north', 'mixed': 12, 'annualBudget': 1e1000}");
        UUID second = stored("{'flag': false, 'seats': 1.50, 'region': '', 'mixed': 'twelve', 'big-deal_size': true}");
        UUID third = stored("{'mixed': false, 'annualBudget': 5}");
        migrate();
        type("flag", "boolean", "Flag");
        type("seats", "number", "Seats");
        type("region", "text", "Region");
        type("mixed", "text", "Mixed");
        type("annualBudget", "text", "Annual Budget");
        type("big-deal_size", "boolean", "Big deal size");
        get(path(first, ""))
                .body("customFields.'flag" + run + "'", is(true), "customFields.'seats" + run + "'", is(12))
                .body("customFields.'mixed" + run + "'", is("12"));
        get(path(second, "")).body("customFields.'seats" + run + "'", is(new BigDecimal("1.50")));
        get(path(third, "")).body("customFields.'mixed" + run + "'", is("false"));
        found("flag", "=false").body("items.id", contains(second.toString()));
        found("seats", ".from=1.2&sort=openedAt").body("items.id", contains(first.toString(), second.toString()));
        found("mixed", "=12").body("items.id", contains(first.toString()));
        // Blank, which is not accepted any more, and unchanged, which is.
        caller().header("If-Match", "*")
                .body(Map.of("customFields", Map.of("region" + run, "", "seats" + run, 2)))
                .patch(path(second, ""))
                .then()
                .statusCode(200);
    }

    @Test
    void a_migration_that_begins_again_changes_nothing_that_is_done() throws SQLException {
        UUID deal = stored("{'mixed': 12, 'flag': true}");
        UUID other = stored("{'mixed': 'x', 'flag': true}");
        migrate();
        String before = rows();
        UUID left = stored("{'mixed': 13}");
        migrate();
        migrate();
        assertThat(rows().replace(rowsOf(left), "")).isEqualTo(before);
        found("flag", "=true&sort=openedAt").body("items.id", contains(deal.toString(), other.toString()));
        found("mixed", "=13").body("items.id", contains(left.toString()));
    }

    @Test
    void an_older_instance_that_serves_meanwhile_loses_nothing() throws SQLException {
        UUID deal = stored("{}");
        execute("UPDATE deal SET custom_fields = '{\"late" + run + "\": 5}' WHERE id = '" + deal + "'");
        type("late", "number", "Late");
        found("late", "=5").body("items.id", contains(deal.toString()));
        execute("UPDATE deal SET custom_fields = '{\"late" + run + "\": \"five\", \"huge" + run
                + "\": 1e30}' WHERE id = '" + deal + "'");
        found("late", "=5").body("items", hasSize(0));
        get(path(deal, "")).body("customFields.'late" + run + "'", is("five"));
        caller().header("If-Match", "*")
                .body(Map.of("value", Map.of("amount", 5, "currency", "EUR")))
                .patch(path(deal, ""))
                .then()
                .statusCode(200)
                .body("customFields.'late" + run + "'", is("five"));
        execute("UPDATE deal SET custom_fields = '{}' WHERE id = '" + deal + "'");
        get(path(deal, "")).body("customFields.'late" + run + "'", nullValue());
    }

    @Test
    void an_older_instance_that_erases_a_prospect_leaves_no_value() throws SQLException {
        UUID prospect = Sales.prospect();
        execute("UPDATE prospect SET custom_fields = '{\"nick" + run + "\": \"x\"}' WHERE id = '" + prospect + "'");
        assertThat(text("SELECT count(*)::text FROM custom_value WHERE subject_id = '" + prospect + "'"))
                .isEqualTo("1");
        execute("UPDATE prospect SET name = NULL, email = NULL, erased_at = now(), version = version + 1 WHERE id = '"
                + prospect + "'");
        assertThat(text("SELECT custom_fields::text FROM prospect WHERE id = '" + prospect + "'"))
                .isEqualTo("{}");
        assertThat(text("SELECT count(*)::text FROM custom_value WHERE subject_id = '" + prospect + "'"))
                .isEqualTo("0");
    }

    private void migrate() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            migration.change(connection);
        }
    }

    /** A deal as it is before the migration: with values, and without any trace of them. */
    private UUID stored(String fields) throws SQLException {
        UUID deal = Sales.created("/v1/deals", Map.of("prospectId", Sales.prospect()));
        String json = fields.replaceAll("'([\\w-]+)':", "'$1" + run + "':").replace('\'', '"');
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("ALTER TABLE deal DISABLE TRIGGER deal_custom_fields_changed");
            statement.execute("UPDATE deal SET custom_fields = '" + json + "' WHERE id = '" + deal + "'");
            statement.execute("ALTER TABLE deal ENABLE TRIGGER deal_custom_fields_changed");
            connection.commit();
        }
        return deal;
    }

    private void type(String key, String type, String label) throws SQLException {
        assertThat(text(
                        "SELECT concat_ws(' ', type, retired, label) FROM custom_field WHERE subject = 'deal' AND key = '"
                                + key + run + "'"))
                .isEqualTo(type + " f " + label + run);
    }

    private ValidatableResponse found(String key, String filter) {
        return get("/v1/deals?field." + key + run + filter).statusCode(200);
    }

    private String rows() throws SQLException {
        return text(
                "SELECT string_agg(v::text, '|' ORDER BY subject_id, field_id) || '|' FROM custom_value v JOIN custom_field f"
                        + " ON f.id = v.field_id WHERE f.key LIKE '%" + run + "'");
    }

    private String rowsOf(UUID deal) throws SQLException {
        return text("SELECT string_agg(v::text, '|' ORDER BY field_id) || '|' FROM custom_value v WHERE subject_id = '"
                + deal + "'");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.executeUpdate();
        }
    }

    private String text(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : null;
        }
    }
}
