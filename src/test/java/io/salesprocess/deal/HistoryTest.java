package io.salesprocess.deal;

import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.move;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 8: history is append-only, chained, and adds up to the state. */
@QuarkusTest
class HistoryTest {

    @Inject
    DataSource dataSource;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE deal_event SET type = 'deal.won' WHERE deal_id = '%s'",
                "DELETE FROM deal_event WHERE deal_id = '%s'",
                "TRUNCATE deal_event",
                "TRUNCATE deal_event CASCADE",
                "UPDATE pipeline_version SET title = 'Mine'"
            })
    void the_services_own_database_user_cannot_change_history(String statement) {
        UUID deal = Sales.deal();
        assertThatThrownBy(() -> execute(statement.formatted(deal))).isInstanceOf(SQLException.class);
        get(path(deal, "/history/verification")).body("intact", is(true), "events", is(2));
    }

    @Test
    void history_is_refused_by_grant_and_by_trigger() throws SQLException {
        UUID deal = Sales.deal();
        String update = "UPDATE deal_event SET type = 'deal.won' WHERE deal_id = '" + deal + "'";
        assertThatThrownBy(() -> execute(update)).hasMessageContaining("permission denied");
        assertThatThrownBy(() -> execute("GRANT UPDATE ON deal_event TO CURRENT_USER; " + update))
                .hasMessageContaining("append-only");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE deal_event SET data = replace(data::text, 'pre-qualification', 'pre-qualificatiom')::json"
                        + " WHERE deal_id = '%s' AND sequence = 1",
                "UPDATE deal_event SET actor_id = 'somebody' WHERE deal_id = '%s' AND sequence = 1",
                "UPDATE deal_event SET at = at - interval '1 microsecond' WHERE deal_id = '%s' AND sequence = 1",
                "UPDATE deal_event SET hash = set_byte(hash, 31, get_byte(hash, 31) # 1)"
                        + " WHERE deal_id = '%s' AND sequence = 1",
                "UPDATE deal_event SET attempt = 2 WHERE deal_id = '%s' AND sequence = 1",
                "DELETE FROM deal_event WHERE deal_id = '%s' AND sequence = 1",
            })
    void tampering_with_an_old_event_shows(String tampering) throws SQLException {
        UUID deal = Sales.deal();
        Sales.through(deal, "pre-qualification");
        asIfNothingGuarded(tampering.formatted(deal));
        get(path(deal, "/history/verification"))
                .statusCode(200)
                .body("intact", is(false), "firstBroken", is(1), "stateMatches", is(false));
    }

    @Test
    void taking_the_last_event_away_shows() throws SQLException {
        UUID deal = Sales.deal();
        Sales.through(deal, "pre-qualification");
        asIfNothingGuarded("DELETE FROM deal_event WHERE deal_id = '" + deal + "' AND sequence = 4");
        get(path(deal, "/history/verification")).body("intact", is(false), "events", is(3), "firstBroken", is(4));
    }

    @Test
    void a_state_that_was_written_past_history_shows() throws SQLException {
        UUID deal = Sales.deal();
        execute("UPDATE deal SET stage = 'conversion' WHERE id = '" + deal + "'");
        get(path(deal, "/history/verification")).body("intact", is(true), "stateMatches", is(false));
    }

    @Test
    void a_rewritten_reason_shows_and_an_erased_one_does_not() throws SQLException {
        UUID deal = Sales.deal();
        move(deal, "fall-short", "pre-qualification", "Asked for time").statusCode(201);
        get(path(deal, "/history?order=desc&limit=1"))
                .body("items.reason", contains("Asked for time"), "items[0].data.attempt", is(2));
        execute("UPDATE deal_event_reason SET reason = 'Rude' WHERE deal_id = '" + deal + "'");
        get(path(deal, "/history/verification")).body("intact", is(false), "firstBroken", is(3));
        execute("DELETE FROM deal_event_reason WHERE deal_id = '" + deal + "'");
        get(path(deal, "/history/verification")).body("intact", is(true), "stateMatches", is(true));
    }

    @Test
    void events_are_numbered_without_gaps_and_read_page_by_page_in_both_directions() {
        UUID deal = Sales.deal();
        for (int i = 0; i < 5; i++) {
            post(path(deal, "/activities"), Map.of("kind", "call", "outcome", "neutral"))
                    .statusCode(201);
        }
        String next = get(path(deal, "/history?limit=3"))
                .body("items.sequence", contains(1, 2, 3))
                .extract()
                .path("next");
        get(path(deal, "/history?limit=3&cursor=" + next)).body("items.sequence", contains(4, 5, 6));
        get(path(deal, "/history?order=desc&limit=2")).body("items.sequence", contains(7, 6));
        get(path(deal, "/history?order=sideways")).statusCode(400);
        get(path(deal, "/history/4")).statusCode(200).body("sequence", is(4), "actor.kind", is("api-key"));
        get(path(deal, "/history/99")).statusCode(404);
    }

    @Test
    void history_holds_no_words_of_people() throws SQLException {
        UUID deal = Sales.deal();
        Sales.through(deal, "pre-qualification", "qualification", "relationship");
        post(path(deal, "/questions"), Map.of("text", "Offline?")).statusCode(201);
        get(path(deal, "/history")).body("items", hasSize(10));
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT string_agg(data::text, ' ') FROM deal_event WHERE deal_id = '" + deal + "'")) {
            rows.next();
            assertThat(rows.getString(1)).doesNotContain("Ada", "@", "Offline", "Paper", "call sheets");
        }
    }

    /** What somebody with all rights in the database could do. */
    private void asIfNothingGuarded(String statement) throws SQLException {
        execute("GRANT ALL ON deal_event TO CURRENT_USER;"
                + " ALTER TABLE deal_event DISABLE TRIGGER deal_event_append_only; "
                + statement
                + "; ALTER TABLE deal_event ENABLE ALWAYS TRIGGER deal_event_append_only;"
                + " REVOKE ALL ON deal_event FROM CURRENT_USER; GRANT SELECT, INSERT ON deal_event TO CURRENT_USER");
    }

    private void execute(String statement) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement running = connection.createStatement()) {
            running.execute(statement);
        }
    }
}
