package io.salesprocess.platform.api;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.unique;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.salesprocess.platform.database.PlainTransactions;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IdempotencySweepTest {

    private static final String FORGED = """
            INSERT INTO idempotency_record (caller, address, key, fingerprint, status, created_at)
            SELECT 'sweep-test', 'a', i::text, '', 201, now() - interval '3 days' FROM generate_series(1, 1700) AS i""";

    @Inject
    IdempotencySweep sweep;

    @Inject
    IdempotencyStore store;

    @Inject
    PlainTransactions transactions;

    @Inject
    Sql sql;

    @Test
    void what_is_younger_than_a_day_is_kept_and_the_rest_goes_in_portions() {
        UUID deal = Sales.deal();
        String young = unique("key");
        record(deal, young);
        sql.update(FORGED);
        assertThat(sweep.sweep()).isGreaterThanOrEqualTo(1700);
        assertThat(count()).isZero();
        record(deal, young).header("Idempotency-Replayed", is("true"));
    }

    @Test
    void after_its_time_a_key_is_new_again() {
        UUID deal = Sales.deal();
        String key = unique("key");
        record(deal, key).header("Idempotency-Replayed", nullValue());
        sql.update(
                "UPDATE idempotency_record SET created_at = created_at - interval '25 hours'"
                        + " WHERE key = encode(sha256(convert_to(?, 'UTF8')), 'hex')",
                key);
        sweep.sweep();
        record(deal, key).header("Idempotency-Replayed", nullValue());
    }

    @Test
    void one_portion_takes_no_more_than_it_is_allowed() {
        sql.update(FORGED);
        assertThat(store.sweep(Duration.ofDays(2), 10)).isEqualTo(10);
        sweep.sweep();
    }

    @Test
    void less_than_what_callers_are_promised_cannot_be_configured() {
        assertThatThrownBy(() -> new IdempotencySweep(store, transactions, Duration.ofHours(23)))
                .hasMessageContaining("PT24H");
    }

    private long count() {
        return sql.first("SELECT count(*) FROM idempotency_record WHERE caller = 'sweep-test'", row -> row.getLong(1))
                .orElseThrow();
    }

    private static ValidatableResponse record(UUID deal, String key) {
        return caller().header("Idempotency-Key", key)
                .body(Map.of("kind", "call", "outcome", "positive"))
                .post(path(deal, "/activities"))
                .then()
                .statusCode(201);
    }
}
