package io.salesprocess.platform.sql;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.salesprocess.testkit.RealLimits;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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
