package io.salesprocess.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.salesprocess.testkit.RealLimits;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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

    /** The pool closes its connections in the background, and hands them out meanwhile. */
    private void connectAnewAfter(String change) throws SQLException {
        String begun = answer("SELECT clock_timestamp()");
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(change);
        }
        dataSource.flush(AgroalDataSource.FlushMode.GRACEFUL);
        String isNew = "SELECT backend_start > '" + begun + "' FROM pg_stat_activity WHERE pid = pg_backend_pid()";
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!answer(isNew).equals("t")) {
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
