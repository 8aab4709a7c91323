package io.salesprocess.deal.history;

import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
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

/** States that an earlier version has written, in which activities have no outcomes. */
@QuarkusTest
class ActivityOutcomesTest {

    private static final String OLDER =
            "UPDATE deal SET state = jsonb_set(state, '{evidence,activities}', '[\"call\", \"demo\"]') WHERE id = ?";
    private static final String STATE = "SELECT state #>> '{evidence,activities}' FROM deal WHERE id = ?";

    @Inject
    DataSource dataSource;

    @Inject
    ActivityOutcomes migration;

    @Test
    void outcomes_are_added_from_history_so_that_the_state_is_its_fold_again() throws SQLException {
        UUID deal = Sales.deal();
        UUID quiet = Sales.deal();
        record(deal, "demo", "positive");
        record(deal, "demo", "negative");
        record(deal, "call", "neutral");
        String written = state(deal);
        older(deal);
        get(path(deal, "/history/verification")).body("intact", is(true), "stateMatches", is(false));
        migrate();
        assertThat(state(deal))
                .isEqualTo(written)
                .isEqualTo("[\"call\", \"call:neutral\", \"demo\", \"demo:negative\", \"demo:positive\"]");
        get(path(deal, "/history/verification")).body("intact", is(true), "stateMatches", is(true));
        get(path(quiet, "/history/verification")).body("stateMatches", is(true));
    }

    @Test
    void a_state_without_outcomes_can_be_read_and_changed() throws SQLException {
        UUID deal = Sales.deal();
        record(deal, "demo", "positive");
        record(deal, "call", "neutral");
        older(deal);
        record(deal, "call", "negative");
        assertThat(state(deal)).isEqualTo("[\"call\", \"call:negative\", \"demo\"]");
        migrate();
        migrate();
        get(path(deal, "/history/verification")).body("stateMatches", is(true));
    }

    private void migrate() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            migration.change(connection);
        }
    }

    private void older(UUID deal) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement older = connection.prepareStatement(OLDER)) {
            older.setObject(1, deal);
            older.executeUpdate();
        }
    }

    private String state(UUID deal) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement state = connection.prepareStatement(STATE)) {
            state.setObject(1, deal);
            try (ResultSet row = state.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private static void record(UUID deal, String kind, String outcome) {
        post(path(deal, "/activities"), Map.of("kind", kind, "outcome", outcome))
                .statusCode(201);
    }
}
