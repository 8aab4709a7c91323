package io.salesprocess.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlVerdictTest {

    /** Every class of PostgreSQL's error codes, and the codes that stand out in theirs. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            03000, FAULT
            08000, TEMPORARY
            08001, TEMPORARY
            08003, SERVER_GONE
            08004, TEMPORARY
            08006, SERVER_GONE
            08P01, CONNECTION_ENDED
            09000, FAULT
            0A000, TEMPORARY
            0B000, FAULT
            0F000, FAULT
            0L000, FAULT
            0P000, FAULT
            0Z000, FAULT
            20000, FAULT
            21000, FAULT
            22003, FAULT
            22P05, FAULT
            23502, FAULT
            23503, FAULT
            23505, CONFLICT
            23514, FAULT
            23P01, CONFLICT
            24000, FAULT
            25001, FAULT
            25006, READ_ONLY
            25P02, FAULT
            25P03, CONNECTION_ENDED
            25P04, CONNECTION_ENDED
            26000, TEMPORARY
            27000, FAULT
            28000, TEMPORARY
            28P01, TEMPORARY
            2B000, FAULT
            2D000, FAULT
            2F000, FAULT
            34000, FAULT
            38000, FAULT
            39000, FAULT
            3B000, FAULT
            3D000, TEMPORARY
            3F000, FAULT
            40001, TEMPORARY
            40003, TEMPORARY
            40P01, TEMPORARY
            42501, FAULT
            42601, FAULT
            42P01, FAULT
            42P05, TEMPORARY
            44000, FAULT
            53000, TEMPORARY
            53100, TEMPORARY
            53200, TEMPORARY
            53300, TEMPORARY
            54000, FAULT
            55000, TEMPORARY
            55006, TEMPORARY
            55P03, TEMPORARY
            57014, TEMPORARY
            57P01, SERVER_GONE
            57P02, SERVER_GONE
            57P03, TEMPORARY
            57P04, SERVER_GONE
            57P05, CONNECTION_ENDED
            58000, TEMPORARY
            58030, TEMPORARY
            72000, TEMPORARY
            F0000, TEMPORARY
            HV000, FAULT
            P0001, FAULT
            XX000, FAULT
            XX001, FAULT
            """)
    void each_code_has_its_verdict(String code, SqlVerdict verdict) {
        assertThat(SqlVerdict.of(new SQLException("refused", code))).isEqualTo(verdict);
    }

    @Test
    void a_failure_without_a_code_comes_from_the_pool_and_passes() {
        assertThat(SqlVerdict.of(new SQLException("Sorry, acquisition timeout!")))
                .isEqualTo(SqlVerdict.TEMPORARY);
    }

    @Test
    void only_faults_and_conflicts_are_not_worth_a_retry() {
        for (SqlVerdict verdict : SqlVerdict.values()) {
            assertThat(verdict.isTemporary())
                    .as(verdict.name())
                    .isEqualTo(verdict != SqlVerdict.FAULT && verdict != SqlVerdict.CONFLICT);
        }
    }
}
