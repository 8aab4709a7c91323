package io.salesprocess.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * What holds whatever has happened, crashes and crowds included: state is the fold of history, histories have no gaps and are
 * chained, every event follows lawfully from those before, what features keep agrees with what deals were told, money adds up,
 * nothing has happened twice, insights are what history adds up to, and history cannot be changed. It says all that is wrong,
 * not the first.
 */
public final class Checker {

    private static final Set<String> IN_THE_MODEL = Set.of("standard 1", "proposal 1");

    private static final int MOST_TRIES = 30;

    private static final String EVENTS = """
            SELECT deal_id, sequence, type, at, stage, stage_from, stage_to, attempt,
                pipeline_key || ' ' || pipeline_version AS pipeline, reason_digest IS NOT NULL AS has_reason, data
            FROM deal_event WHERE deal_id = ANY (?::uuid[]) ORDER BY deal_id, sequence""";

    private static final String STAGES = """
            SELECT key || ' ' || version AS pipeline, stage ->> 'key' AS stage
            FROM pipeline_version, jsonb_array_elements(stages) WITH ORDINALITY AS s(stage, place) ORDER BY 1, place""";

    private static final String STATES = """
            SELECT id, status || ' ' || stage || ' ' || attempt AS position, concat_ws(' ', status, stage, attempt,
                coalesce(owner_id::text, 'null'), coalesce(offering_id::text, 'null'),
                coalesce(value_amount || ' ' || value_currency, 'null'),
                (state #>> '{payments,received}')::bigint - (state #>> '{payments,refunded}')::bigint
                    - coalesce((state #>> '{payments,reversed}')::bigint, 0),
                state #>> '{payments,refunded}', coalesce(state #>> '{payments,reversed}', '0'), prospect_id) AS outcome
            FROM deal WHERE id = ANY (?::uuid[])""";

    /** Each is tried in a transaction of its own and rolled back. */
    private static final List<String> FORBIDDEN = List.of(
            "UPDATE deal_event SET type = type WHERE deal_id = '%s'",
            "DELETE FROM deal_event WHERE deal_id = '%s'",
            "TRUNCATE deal_event",
            "TRUNCATE deal_event, deal_event_reason CASCADE",
            "UPDATE ledger_entry SET amount = amount WHERE deal_id = '%s'",
            "DELETE FROM ledger_entry WHERE deal_id = '%s'",
            "TRUNCATE ledger_entry",
            "UPDATE unassigned_payment SET amount = amount -- %s",
            "DELETE FROM payment_assignment WHERE deal_id = '%s'");

    private final DataSource database;
    private final Http http;
    private final ObjectMapper mapper = new ObjectMapper();

    /**
     * @param database connects as the service does, for what the service's own user may not do is checked too
     * @param http the service
     */
    public Checker(DataSource database, Http http) {
        this.database = database;
        this.http = http;
    }

    /** Fails with everything that is wrong with these deals. */
    public void check(Collection<UUID> deals) {
        List<String> violations = violations(deals);
        if (!violations.isEmpty()) {
            throw new AssertionError(
                    violations.size() + " violations in " + deals.size() + " deals:\n" + String.join("\n", violations));
        }
    }

    /** Everything that is wrong with these deals; empty if nothing is. */
    public List<String> violations(Collection<UUID> deals) {
        if (deals.isEmpty()) {
            throw new IllegalArgumentException("Without deals nothing would be checked.");
        }
        List<String> violations = new ArrayList<>();
        catchUp(violations);
        try (Connection connection = database.getConnection()) {
            UUID[] ids = deals.toArray(UUID[]::new);
            for (String query : CheckQueries.all()) {
                query(connection, query, row -> violations.add(row.getString(1)), (Object) ids);
            }
            violations.addAll(new Histories(connection, ids).violations());
            for (String statement : FORBIDDEN) {
                if (isPossible(connection, statement.formatted(ids[0]))) {
                    violations.add("append-only: the service's own user can " + statement);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database could not be checked.", e);
        }
        deals.forEach(deal -> verify(deal, violations));
        return violations;
    }

    /** All deals that there are. */
    public Set<UUID> allDeals() {
        return ids("SELECT id FROM deal");
    }

    /** All deals to which submissions of these forms went. */
    public Set<UUID> dealsOfForms(Collection<String> keys) {
        return ids("SELECT deal_id FROM submission WHERE deal_id IS NOT NULL AND form_key = ANY (?)", (Object)
                keys.toArray(String[]::new));
    }

    /** All deals with these prospects. */
    public Set<UUID> dealsOfProspects(Collection<UUID> prospects) {
        return ids("SELECT id FROM deal WHERE prospect_id = ANY (?::uuid[])", (Object) prospects.toArray(UUID[]::new));
    }

    /** Insights follow history from behind, but not behind an answer. */
    private void catchUp(List<String> violations) {
        Http.Answer answer = http.get("/v1/insights/funnel");
        for (int i = 0; answer.status() == 503 && i < MOST_TRIES; i++) {
            answer = http.get("/v1/insights/funnel");
        }
        if (answer.status() != 200) {
            violations.add("insights: do not catch up with history: " + answer);
        }
    }

    private void verify(UUID deal, List<String> violations) {
        Http.Answer answer = http.get("/v1/deals/" + deal + "/history/verification");
        boolean holds = answer.status() == 200
                && answer.body().path("intact").asBoolean()
                && answer.body().path("stateMatches").asBoolean()
                && answer.body().path("events").asLong() > 0;
        if (!holds) {
            violations.add("deal " + deal + ": its history is not proven: " + answer);
        }
    }

    private static boolean isPossible(Connection connection, String statement) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement forbidden = connection.createStatement()) {
            forbidden.execute(statement);
            return true;
        } catch (SQLException e) {
            return false;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private Set<UUID> ids(String query, Object... parameters) {
        Set<UUID> ids = new TreeSet<>();
        try (Connection connection = database.getConnection()) {
            query(connection, query, row -> ids.add(row.getObject(1, UUID.class)), parameters);
        } catch (SQLException e) {
            throw new IllegalStateException("The deals could not be listed.", e);
        }
        return ids;
    }

    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private static void query(Connection connection, String query, Row each, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                boolean ids = parameters[i] instanceof UUID[];
                statement.setArray(i + 1, connection.createArrayOf(ids ? "uuid" : "text", (Object[]) parameters[i]));
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    each.read(rows);
                }
            }
        }
    }

    /** Histories, gone through event by event. */
    private final class Histories {

        private final Map<String, List<String>> stages = new HashMap<>();
        private final Map<UUID, List<PastEvent>> events = new LinkedHashMap<>();
        private final List<String> violations = new ArrayList<>();

        Histories(Connection connection, UUID[] ids) throws SQLException {
            query(connection, STAGES, row -> stages.computeIfAbsent(row.getString("pipeline"), key -> new ArrayList<>())
                    .add(row.getString("stage")));
            query(connection, EVENTS, row -> add(event(row)), (Object) ids);
            query(
                    connection,
                    STATES,
                    row -> go(row.getObject("id", UUID.class), row.getString("position"), row.getString("outcome")),
                    (Object) ids);
        }

        List<String> violations() {
            return violations;
        }

        private void add(PastEvent event) {
            events.computeIfAbsent(event.deal(), deal -> new ArrayList<>()).add(event);
        }

        private void go(UUID deal, String position, String outcome) {
            List<PastEvent> history = events.getOrDefault(deal, List.of());
            if (history.isEmpty()) {
                return; // The sequences have told of it.
            }
            StageWalk walk = new StageWalk(stages);
            history.forEach(walk::take);
            note(deal, walk.violations());
            same(deal, "stands at", position, walk.position());
            if (history.stream().map(PastEvent::pipeline).allMatch(IN_THE_MODEL::contains)) {
                Replay replay = new Replay();
                history.forEach(replay::take);
                note(deal, replay.violations());
                same(deal, "is", outcome, replay.outcome());
            }
        }

        private void note(UUID deal, List<String> found) {
            violations.addAll(found.stream()
                    .map(violation -> "deal " + deal + ": " + violation)
                    .collect(Collectors.toList()));
        }

        private void same(UUID deal, String what, String row, String history) {
            if (!row.equals(history)) {
                violations.add("deal " + deal + ": " + what + " '" + row + "', and by its events '" + history + "'");
            }
        }

        private PastEvent event(ResultSet row) throws SQLException {
            try {
                return new PastEvent(
                        row.getObject("deal_id", UUID.class),
                        row.getLong("sequence"),
                        row.getString("type"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("stage"),
                        row.getString("stage_from"),
                        row.getString("stage_to"),
                        row.getInt("attempt"),
                        row.getString("pipeline"),
                        row.getBoolean("has_reason"),
                        mapper.readTree(row.getString("data")));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("An event could not be read.", e);
            }
        }
    }
}
