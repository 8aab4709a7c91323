package io.salesprocess.platform.database.embedded;

import static io.restassured.RestAssured.given;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.RealLimits;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RealLimits.class)
class DatabaseOfTheApplicationTest {

    @Inject
    AgroalDataSource dataSource;

    @Test
    void theApplicationLimitsHowLongAStatementMayTake() throws SQLException {
        assertThat(setting("statement_timeout")).isEqualTo("1250ms");
    }

    /** On by itself, and where the server has a compiler insights would never be in step. */
    @Test
    void theServerCompilesNoStatements() throws SQLException {
        assertThat(setting("jit")).isEqualTo("off");
    }

    /** Otherwise who has waited for a deal would go on from what it was before. */
    @Test
    void theServersOwnDefaultOfIsolationDoesNotMatter() throws SQLException {
        try {
            connectAnewAfter("ALTER ROLE CURRENT_USER SET default_transaction_isolation = 'serializable'");
            assertThat(setting("default_transaction_isolation")).isEqualTo("read committed");
        } finally {
            connectAnewAfter("ALTER ROLE CURRENT_USER RESET default_transaction_isolation");
        }
    }

    /** As after a failover: the server that was written to is a standby now. */
    @Test
    void aServerThatOnlyReadsIsOneThatIsAway() throws SQLException {
        Map<String, Object> offering = Map.of("name", "Call sheet suite", "kind", "product");
        post("/v1/offerings", offering).statusCode(201);
        try {
            // Reads need no writes: neither to note that a key was used, nor for insights.
            String reader = Keys.of("auditor");
            // Insights that lag behind could not catch up.
            get("/v1/insights/funnel").statusCode(200);
            connectAnewAfter("ALTER ROLE CURRENT_USER SET default_transaction_read_only = on");
            for (String path : List.of("/v1/offerings", "/v1/deals", "/v1/insights/funnel")) {
                given().header("Authorization", Keys.bearer(reader))
                        .get(path)
                        .then()
                        .statusCode(200);
            }
            get("/q/health/ready")
                    .statusCode(200)
                    .body("checks.find { it.data }.data.reads", is(true))
                    .body("checks.find { it.data }.data.writes", is(false));
            post("/v1/offerings", offering)
                    .statusCode(503)
                    .header("Retry-After", notNullValue())
                    .body("type", is("/problems/unavailable"));
        } finally {
            connectAnewAfter("ALTER ROLE CURRENT_USER RESET default_transaction_read_only");
        }
        within(10, () -> post("/v1/offerings", offering).extract().statusCode() == 201);
    }

    /** The pool closes its connections in the background, and hands them out meanwhile. */
    private void connectAnewAfter(String change) throws SQLException {
        String begun = answer("SELECT clock_timestamp()");
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN READ WRITE; " + change + "; COMMIT");
        }
        dataSource.flush(AgroalDataSource.FlushMode.GRACEFUL);
        String isNew = "SELECT backend_start > '" + begun + "' FROM pg_stat_activity WHERE pid = pg_backend_pid()";
        within(10, () -> answer(isNew).equals("t"));
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws SQLException;
    }

    private static void within(int seconds, Condition condition) throws SQLException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("the pool keeps old connections").isLessThan(end);
        }
    }

    private String setting(String name) throws SQLException {
        return answer("SHOW " + name);
    }

    private String answer(String query) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }
}
