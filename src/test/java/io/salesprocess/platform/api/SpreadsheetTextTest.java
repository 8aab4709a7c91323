package io.salesprocess.platform.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells that a spreadsheet would run. */
class SpreadsheetTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "'=1", "'", "\uFF1D1", "=\n1"})
    void what_would_run_or_begins_with_an_apostrophe_gets_one_in_front(String text) {
        assertThat(SpreadsheetText.harmless(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "INV-2026", "a=1", " =1", "2026-01-01", "Ünïcode", "\"=1"})
    void all_other_texts_stay_as_they_are(String text) {
        assertThat(SpreadsheetText.harmless(text)).isEqualTo(text);
    }

    @Test
    void nothing_stays_nothing() {
        assertThat(SpreadsheetText.harmless(null)).isNull();
    }
}
