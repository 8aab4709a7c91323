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

    private void connectAnewAfter(String change) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(change);
        }
        dataSource.flush(AgroalDataSource.FlushMode.ALL);
    }

    private String setting(String name) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet setting = statement.executeQuery("SHOW " + name)) {
            assertThat(setting.next()).isTrue();
            return setting.getString(1);
        }
    }
}
