package io.salesprocess.testkit;

import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checker is only worth something if it finds what is wrong. */
@QuarkusTest
class CheckerTest {

    @Inject
    DataSource database;

    @TestHTTPResource
    URI service;

    @Test
    void nothing_is_wrong_with_deals_that_the_service_alone_has_written() {
        String form = Sales.form("standard");
        UUID open = Sales.dealBy(form);
        UUID won = wonAndPaid();
        UUID erased = wonAndPaid();
        erase(erased);
        assertThat(checker().violations(List.of(open, won, erased))).isEmpty();
        assertThat(checker().dealsOfForms(List.of(form))).containsExactly(open);
        assertThat(checker().allDeals()).contains(open, won);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE deal SET stage = 'conversion', status = 'open', closed_at = NULL WHERE id = '%s' | stands at",
                "UPDATE deal SET value_amount = 5 WHERE id = '%s' | by its events",
                "UPDATE deal SET prospect_id = (SELECT id FROM prospect WHERE id <> deal.prospect_id LIMIT 1) WHERE id = '%s'"
                        + " | by its events",
                "UPDATE submission SET prospect_id = (SELECT id FROM prospect WHERE id <> submission.prospect_id LIMIT 1)"
                        + " WHERE deal_id = '%s' | is of prospect",
                "UPDATE prospect SET merged_into = (SELECT id FROM prospect o WHERE o.id <> prospect.id LIMIT 1)"
                        + " WHERE id = (SELECT prospect_id FROM deal WHERE id = '%s') | was merged into",
                "UPDATE deal SET sequence = sequence + 1 WHERE id = '%s' | and the deal says",
                "UPDATE deal SET last_hash = '\\x00' WHERE id = '%s' | is not proven",
                "UPDATE ledger_entry SET amount = amount + 1 WHERE deal_id = '%s' AND kind = 'payment' | by rows",
                "UPDATE ledger_entry SET amount = amount + 1 WHERE deal_id = '%s' AND kind = 'payment' | are kept as",
                "UPDATE ledger_words SET at = now() WHERE deal_id = '%s' | say another deal, time or figure",
                "UPDATE deal SET state = jsonb_set(state, '{payments,refunded}', '7') WHERE id = '%s' | by the state",
                "UPDATE ledger_entry SET amount = 5000000 WHERE deal_id = '%s' AND kind = 'refund' | more was refunded",
                "DELETE FROM ledger_entry WHERE deal_id = '%s' AND kind = 'refund' | 0 rows and 1 events payment.refunded",
                "INSERT INTO payment SELECT gen_random_uuid(), deal_id, 1, 'USD', NULL, NULL, now(), now() FROM payment"
                        + " WHERE deal_id = '%s' | 1 rows and 0 events payment.received",
                "INSERT INTO payment SELECT gen_random_uuid(), deal_id, 1, 'USD', NULL, NULL, now(), now() FROM payment"
                        + " WHERE deal_id = '%s' | several currencies",
                "INSERT INTO ledger_entry SELECT gen_random_uuid(), deal_id, 'reversal', id, 1, 'EUR', now(), now(), NULL"
                        + " FROM ledger_entry WHERE deal_id = '%s' AND kind = 'payment' | it was reversed in part",
                "UPDATE document SET signed_at = NULL WHERE deal_id = '%s' | events document.signed",
                "UPDATE greeting SET deal_id = (SELECT id FROM deal WHERE id <> '%s' LIMIT 1) WHERE deal_id = '%1$s'"
                        + " | events greeting.given",
                "INSERT INTO deal_event SELECT deal_id, sequence + 2, type, at, actor_kind, actor_id, salesperson_id, stage,"
                        + " stage_from, stage_to, attempt, pipeline_key, pipeline_version, data, reason_digest, previous_hash,"
                        + " hash FROM deal_event WHERE deal_id = '%s' ORDER BY sequence DESC LIMIT 1 | next in number",
                "INSERT INTO deal_event SELECT deal_id, 1 + (SELECT sequence FROM deal WHERE id = deal_id), type, at,"
                        + " actor_kind, actor_id, salesperson_id, stage, stage_from, stage_to, attempt, pipeline_key,"
                        + " pipeline_version, data, reason_digest, previous_hash, hash FROM deal_event"
                        + " WHERE deal_id = '%s' AND type = 'deal.advanced' LIMIT 1 | not a step of a deal that is open",
                "INSERT INTO deal_event SELECT deal_id, 1 + (SELECT sequence FROM deal WHERE id = deal_id), type, at,"
                        + " actor_kind, actor_id, salesperson_id, stage, stage_from, stage_to, attempt, pipeline_key,"
                        + " pipeline_version, data, reason_digest, previous_hash, hash FROM deal_event"
                        + " WHERE deal_id = '%s' AND type = 'payment.refunded' | is against the rules: rule 7",
                "INSERT INTO deal_event SELECT deal_id, n + (SELECT sequence FROM deal WHERE id = deal_id), 'stage.overdue', at,"
                        + " 'system', 'timers', NULL, stage, NULL, NULL, attempt, pipeline_key, pipeline_version,"
                        + " '{\"dueAt\": \"2026-01-01T00:00:00Z\"}', NULL, previous_hash, hash"
                        + " FROM deal_event CROSS JOIN generate_series(1, 2) n WHERE deal_id = '%s' AND type = 'deal.won'"
                        + " | is told more than once of stage.overdue 2026-01-01"
            })
    void what_was_written_past_the_service_is_found(String tampering, String told) throws SQLException {
        UUID deal = wonAndPaid();
        tamper(tampering.formatted(deal));
        try {
            assertThat(checker().violations(List.of(deal)))
                    .anySatisfy(violation -> assertThat(violation).contains(told));
        } finally {
            recount();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE insight_visit SET fell_short = 7 WHERE deal_id = '%s' | insights keep its visit to",
                "DELETE FROM insight_visit WHERE deal_id = '%s' | as none",
                "UPDATE insight_count SET lost = lost + 1 WHERE dimension = 'all' -- %s | are kept as",
                "DELETE FROM insight_duration WHERE dimension = 'offering' -- %s | insights: durations of offering"
            })
    void insights_that_history_does_not_add_up_to_are_found(String tampering, String told) throws SQLException {
        UUID deal = wonAndPaid();
        assertThat(checker().violations(List.of(deal))).isEmpty();
        execute(tampering.formatted(deal));
        try {
            assertThat(checker().violations(List.of(deal)))
                    .anySatisfy(violation -> assertThat(violation).contains(told));
        } finally {
            KeptInsights.forget(database);
        }
    }

    @Test
    void figures_of_salespeople_and_activities_that_history_does_not_add_up_to_are_found() throws SQLException {
        UUID deal = wonAndPaid();
        String openedAt = Api.get(path(deal, "")).extract().path("openedAt");
        Sales.created(path(deal, "/activities"), Map.of("kind", "call", "outcome", "positive", "at", openedAt));
        UUID question = Sales.created(path(deal, "/questions"), Map.of("text", "Why?"));
        Api.post(path(deal, "/questions/" + question + "/answer"), Map.of("text", "Because"))
                .statusCode(200);
        assertThat(checker().violations(List.of(deal))).isEmpty();
        Map<String, String> tampering = Map.of(
                "UPDATE insight_deal SET counts_for = deal_id WHERE deal_id = '%s'", "insights keep it as",
                "UPDATE insight_visit SET kinds = '{walk}' WHERE deal_id = '%s'", "insights keep activities walk",
                "DELETE FROM insight_effort WHERE deal_id = '%s'", "as nothing, and it is",
                "UPDATE insight_score SET won = won + 1 WHERE dimension = 'all' -- %s", "insights: scores of",
                "UPDATE insight_value SET amount = amount + 1 WHERE dimension = 'all' -- %s", "the value won of",
                "UPDATE insight_time SET times = times + 1 WHERE dimension = 'all' -- %s", "insights: times of",
                "UPDATE insight_activity SET stays = stays + 1 WHERE dimension = 'all' -- %s",
                        "insights: activities of");
        for (String statement : tampering.keySet()) {
            execute(statement.formatted(deal));
        }
        try {
            List<String> violations = checker().violations(List.of(deal));
            tampering.values().forEach(told -> assertThat(violations)
                    .anySatisfy(violation -> assertThat(violation).contains(told)));
        } finally {
            KeptInsights.forget(database);
        }
    }

    @Test
    void all_violations_are_told_and_not_the_first() throws SQLException {
        UUID first = wonAndPaid();
        UUID second = wonAndPaid();
        tamper("UPDATE ledger_entry SET amount = amount + 1 WHERE kind = 'payment' AND deal_id = '" + first + "'");
        execute("UPDATE deal SET stage = 'qualification' WHERE id = '" + second + "'");
        try {
            assertThatThrownBy(() -> checker().check(List.of(first, second)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContainingAll(
                            first + ": payments less refunds", second + ": stands at", "is not proven");
        } finally {
            recount();
        }
    }

    @Test
    void history_that_could_be_changed_is_found() throws SQLException {
        UUID deal = Sales.deal();
        execute("GRANT UPDATE ON deal_event TO CURRENT_USER;"
                + " ALTER TABLE deal_event DISABLE TRIGGER deal_event_append_only");
        try {
            assertThat(checker().violations(List.of(deal)))
                    .singleElement()
                    .asString()
                    .contains("can UPDATE deal_event");
        } finally {
            execute("ALTER TABLE deal_event ENABLE ALWAYS TRIGGER deal_event_append_only;"
                    + " REVOKE UPDATE ON deal_event FROM CURRENT_USER");
        }
    }

    private Checker checker() {
        return new Checker(database, new Http(service));
    }

    /** As somebody would who owns the tables and takes down what protects them. */
    private void tamper(String statement) throws SQLException {
        execute("GRANT ALL ON ledger_entry TO CURRENT_USER;"
                + " ALTER TABLE ledger_entry DISABLE TRIGGER ledger_entry_append_only");
        try {
            execute(statement);
        } finally {
            execute("ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER ledger_entry_append_only;"
                    + " REVOKE ALL ON ledger_entry FROM CURRENT_USER;"
                    + " GRANT SELECT, INSERT ON ledger_entry TO CURRENT_USER");
        }
    }

    /** Other tests look at the sums of all entries. */
    private void recount() throws SQLException {
        execute(
                "TRUNCATE ledger_total; INSERT INTO ledger_total SELECT (at AT TIME ZONE 'UTC')::date, currency, kind, 0,"
                        + " count(*), sum(amount) FROM ledger_entry GROUP BY 1, 2, 3");
    }

    private static UUID wonAndPaid() {
        UUID deal = Sales.wonDeal();
        Map<String, Object> amount = Map.of("amount", 4_000_000, "currency", "EUR");
        UUID payment = Sales.created(path(deal, "/payments"), Map.of("amount", amount, "reference", "P-1"));
        Sales.created(path(deal, "/payments/" + payment + "/refunds"), Map.of("amount", amount, "reference", "R-1"));
        return deal;
    }

    private static void erase(UUID deal) {
        String prospect = "/v1/prospects/" + Api.get(path(deal, "")).extract().<String>path("prospectId");
        Api.caller().header("If-Match", "*").delete(prospect).then().statusCode(204);
    }

    private void execute(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement running = connection.createStatement()) {
            running.execute(statement);
        }
    }
}
