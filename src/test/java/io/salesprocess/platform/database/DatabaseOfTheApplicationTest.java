package io.salesprocess.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.salesprocess.testkit.RealLimits;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RealLimits.class)
class DatabaseOfTheApplicationTest {

    @Inject
    DataSource dataSource;

    @Test
    void theApplicationLimitsHowLongAStatementMayTake() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet setting = statement.executeQuery("SHOW statement_timeout")) {
            assertThat(setting.next()).isTrue();
            assertThat(setting.getString(1)).isEqualTo("1250ms");
        }
    }
}
