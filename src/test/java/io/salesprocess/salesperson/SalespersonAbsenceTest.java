package io.salesprocess.salesperson;

import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.patch;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is absent keeps their deals, and gets none that the service gives out by itself. */
@QuarkusTest
class SalespersonAbsenceTest {

    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

    @Inject
    SalespersonStore store;

    @Test
    void absences_are_kept_and_can_be_changed_and_cleared() {
        UUID id = Sales.created(
                "/v1/salespeople",
                Map.of(
                        "name",
                        "Grace Field",
                        "email",
                        unique("grace") + "@example.com",
                        "absences",
                        List.of(days("2027-08-01", "2027-08-14"), days("2026-12-24", "2026-12-31"))));
        get("/v1/salespeople/" + id)
                .body("absences.from", contains("2026-12-24", "2027-08-01"))
                .body("absences.to", contains("2026-12-31", "2027-08-14"));
        patch("/v1/salespeople/" + id, Map.of("name", "Grace Stone"))
                .statusCode(200)
                .body("absences.from", contains("2026-12-24", "2027-08-01"));
        patch("/v1/salespeople/" + id, Map.of("absences", List.of(days("2026-12-24", "2026-12-24"))))
                .statusCode(200)
                .body("absences.to", contains("2026-12-24"));
        Map<String, Object> cleared = new HashMap<>();
        cleared.put("absences", null);
        patch("/v1/salespeople/" + id, cleared).statusCode(200).body("absences", is(empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-24, 2026-12-23, /absences/1/to",
        "2026-02-30, 2026-12-23, /absences/1/from",
        "2026-12-24, tomorrow, /absences/1/to",
        "2026-12-24, , /absences/1/to",
        "1969-12-24, 2026-12-23, /absences/1/from"
    })
    void each_fault_is_named_where_it_is(String from, String to, String pointer) {
        UUID id = Sales.salesperson();
        Map<String, String> wrong = new HashMap<>();
        wrong.put("from", from);
        wrong.put("to", to);
        patch("/v1/salespeople/" + id, Map.of("absences", Arrays.asList(days("2026-01-01", "2026-01-02"), wrong)))
                .statusCode(400)
                .body("errors.pointer", contains(pointer));
        get("/v1/salespeople/" + id).body("absences", is(empty()));
    }

    @Test
    void a_form_passes_over_its_salesperson_while_absent_and_says_so() {
        UUID away = Sales.salesperson();
        String form = Sales.form("standard", Map.of("salespersonId", away), Sales.offering());
        String tag = get("/v1/forms/" + form).extract().header("ETag");
        absent(away, TODAY.minusDays(1), TODAY.plusDays(1));
        get("/v1/deals/" + Sales.dealBy(form)).body("ownerId", nullValue());
        get("/v1/forms/" + form).header("ETag", not(tag)).body("hints", contains(containsString("absent today")));
        absent(away, TODAY.plusDays(2), TODAY.plusDays(3));
        get("/v1/deals/" + Sales.dealBy(form)).body("ownerId", is(away.toString()));
        get("/v1/forms/" + form).header("ETag", is(tag)).body("hints", is(empty()));
    }

    @Test
    void a_manager_can_give_deals_by_hand_to_a_salesperson_who_is_absent() {
        UUID away = Sales.salesperson();
        absent(away, TODAY.minusDays(1), TODAY.plusDays(1));
        post("/v1/deals", Map.of("prospectId", Sales.prospect(), "ownerId", away))
                .statusCode(201);
    }

    @Test
    void turns_go_to_those_who_are_there_on_that_day() {
        UUID away = Sales.salesperson();
        UUID there = Sales.salesperson();
        LocalDate first = LocalDate.parse("2040-06-01");
        absent(away, first, first.plusDays(1));
        assertThat(turnsOn(first.minusDays(1))).contains(away, there);
        assertThat(turnsOn(first)).contains(there).doesNotContain(away);
        assertThat(turnsOn(first.plusDays(1))).contains(there).doesNotContain(away);
        assertThat(turnsOn(first.plusDays(2))).contains(away, there);
    }

    @Test
    void the_next_turns_begin_where_they_should_and_leave_one_out() {
        UUID except = Sales.salesperson();
        List<UUID> all = store.holdInTurns(0, 10_000, TODAY, except);
        assertThat(all)
                .doesNotContain(except)
                .doesNotHaveDuplicates()
                .isSortedAccordingTo(Comparator.comparing(UUID::toString));
        for (long turn : new long[] {0, 1, all.size() - 1, all.size(), 3L * all.size() + 2}) {
            List<UUID> expected = new ArrayList<>(all);
            Collections.rotate(expected, (int) -(turn % all.size()));
            assertThat(store.holdInTurns(turn, 3, TODAY, except))
                    .isEqualTo(expected.subList(0, Math.min(3, expected.size())));
        }
    }

    /** Everybody who has a turn. */
    private List<UUID> turnsOn(LocalDate day) {
        int number = (int) store.count(10_000);
        return IntStream.range(0, number)
                .mapToObj(turn -> store.holdInTurn(turn, day).orElseThrow())
                .distinct()
                .toList();
    }

    private static void absent(UUID salesperson, LocalDate from, LocalDate to) {
        patch("/v1/salespeople/" + salesperson, Map.of("absences", List.of(days(from.toString(), to.toString()))))
                .statusCode(200);
    }

    private static Map<String, String> days(String from, String to) {
        return Map.of("from", from, "to", to);
    }
}
