package io.salesprocess.platform.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutageTest {

    @ParameterizedTest
    @CsvSource({
        "08001, DATABASE_CONNECTION",
        "08006, DATABASE_CONNECTION",
        "57P01, DATABASE_CONNECTION",
        "57P03, DATABASE_CONNECTION",
        "25P03, DATABASE_CONNECTION",
        "28P01, DATABASE_CONNECTION",
        "55P03, DATABASE_LOCK",
        "57014, DATABASE_TIMEOUT",
        "25006, DATABASE_READ_ONLY",
        "40P01, DATABASE_CONTENTION",
        "40001, DATABASE_CONTENTION",
        "53300, DATABASE_OTHER",
        "58030, DATABASE_OTHER",
    })
    void the_code_of_the_database_names_the_cause(String code, Outage cause) {
        assertThat(Outage.of(new SQLException("", code))).isEqualTo(cause);
    }

    @Test
    void what_has_no_code_comes_from_the_pool_or_from_the_deadline() {
        assertThat(Outage.of(new SQLException("Acquisition timeout"))).isEqualTo(Outage.DATABASE_POOL);
        assertThat(Outage.of(new SQLTimeoutException("No time"))).isEqualTo(Outage.DATABASE_TIMEOUT);
        assertThat(Outage.of(new SQLException("I/O error", "08006", new SocketTimeoutException())))
                .isEqualTo(Outage.DATABASE_TIMEOUT);
    }
}
