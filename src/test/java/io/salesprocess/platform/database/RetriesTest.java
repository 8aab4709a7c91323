package io.salesprocess.platform.database;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.unique;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.salesprocess.testkit.Concurrently;
import io.salesprocess.testkit.RealLimits;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import jakarta.transaction.RollbackException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(RealLimits.class)
class RetriesTest {

    @Inject
    DataSource database;

    @Inject
    Retries retries;

    @ParameterizedTest
    @ValueSource(strings = {"40P01", "40001"})
    void what_was_in_the_way_of_another_transaction_is_tried_again(String state) {
        AtomicInteger attempts = new AtomicInteger();
        String result = retries.run(() -> {
            if (attempts.incrementAndGet() < 3) {
                throw new IllegalStateException(new SQLException("rolled back", state));
            }
            return "done";
        });
        assertThat(result).isEqualTo("done");
        assertThat(attempts).hasValue(3);
    }

    @Test
    void after_a_few_attempts_the_caller_is_told() {
        AtomicInteger attempts = new AtomicInteger();
        assertThatThrownBy(() -> retries.run(() -> {
                    attempts.incrementAndGet();
                    throw new IllegalStateException(new SQLException("rolled back", "40P01"));
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(attempts).hasValue(4);
    }

    @Test
    void what_ended_a_commit_is_only_attached_and_counts_all_the_same() {
        AtomicInteger attempts = new AtomicInteger();
        String result = retries.run(() -> {
            if (attempts.incrementAndGet() < 2) {
                RollbackException commit = new RollbackException();
                commit.addSuppressed(new SQLException("rolled back", "40P01"));
                throw new IllegalStateException(commit);
            }
            return "done";
        });
        assertThat(result).isEqualTo("done");
    }

    @Test
    void nothing_else_is_tried_again() {
        AtomicInteger attempts = new AtomicInteger();
        assertThatThrownBy(() -> retries.run(() -> {
                    attempts.incrementAndGet();
                    throw new IllegalStateException(new SQLException("unique", "23505"));
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void who_waits_in_vain_is_told_whether_that_was_for_an_equal_request() throws Exception {
        UUID deal = Sales.deal();
        String key = unique("key");
        try (Connection other = database.getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT FROM deal WHERE id = '" + deal + "' FOR UPDATE");
            call(deal, key).then().statusCode(503).body("type", is("/problems/unavailable"));
            List<Response> equal = Concurrently.run(2, caller -> call(deal, key));
            assertThat(equal).extracting(Response::statusCode).contains(409).isSubsetOf(409, 503);
            equal.stream().filter(answer -> answer.statusCode() == 409).forEach(answer -> answer.then()
                    .body("type", is("/problems/idempotency-in-progress"))
                    .header("Retry-After", notNullValue()));
            other.rollback();
        }
        call(deal, key).then().statusCode(201).header("Idempotency-Replayed", nullValue());
        call(deal, key).then().statusCode(201).header("Idempotency-Replayed", is("true"));
    }

    private static Response call(UUID deal, String key) {
        return caller().header("Idempotency-Key", key)
                .body(Map.of("kind", "call", "outcome", "positive"))
                .post(path(deal, "/activities"));
    }

    @Test
    void callers_do_not_see_a_deadlock() throws Exception {
        UUID deal = Sales.deal();
        try (Connection other = database.getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE assessment IN ACCESS EXCLUSIVE MODE");
            CompletableFuture<Integer> change =
                    CompletableFuture.supplyAsync(() -> caller().body("{\"interest\": \"strong\"}")
                            .patch(path(deal, "/assessment"))
                            .statusCode());
            // The service holds the deal now, and waits for the table; this closes the circle.
            TimeUnit.MILLISECONDS.sleep(300);
            assertThat(change).isNotDone();
            statement.execute("SELECT FROM deal WHERE id = '" + deal + "' FOR UPDATE");
            other.rollback();
            assertThat(change.get(10, TimeUnit.SECONDS)).isEqualTo(200);
        }
    }
}
