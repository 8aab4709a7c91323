package io.salesprocess.salesperson;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Absences are kept in order, and as few as say the same. */
class AbsencesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            none                                            | {}
            2026-12-24 2026-12-24                           | {[2026-12-24,2026-12-24]}
            2026-12-24 2026-12-31, 2026-05-01 2026-05-03    | {[2026-05-01,2026-05-03],[2026-12-24,2026-12-31]}
            2026-12-24 2026-12-31, 2027-01-01 2027-01-02    | {[2026-12-24,2027-01-02]}
            2026-12-24 2026-12-30, 2027-01-01 2027-01-02    | {[2026-12-24,2026-12-30],[2027-01-01,2027-01-02]}
            2026-01-01 2026-12-31, 2026-05-01 2026-05-03    | {[2026-01-01,2026-12-31]}
            2026-05-01 2026-05-03, 2026-05-02 2026-05-09    | {[2026-05-01,2026-05-09]}""")
    void those_that_overlap_or_follow_each_other_are_one(String given, String kept) {
        List<Absence> absences = new ArrayList<>();
        if (given != null) {
            for (String one : given.split(", ")) {
                absences.add(new Absence(one.split(" ")[0], one.split(" ")[1]));
            }
        }
        assertThat(Absences.of(absences).toMultirange()).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                  | {}
            {[2026-12-24,2026-12-25)}                           | {[2026-12-24,2026-12-24]}
            {[2026-05-01,2026-05-04),[2026-12-24,2027-01-01)}   | {[2026-05-01,2026-05-03],[2026-12-24,2026-12-31]}""")
    void they_are_read_as_the_database_writes_them(String written, String read) {
        assertThat(Absences.ofMultirange(written).toMultirange()).isEqualTo(read);
    }
}
