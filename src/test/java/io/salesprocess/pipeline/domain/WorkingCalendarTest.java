package io.salesprocess.pipeline.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salesprocess.pipeline.domain.WorkingCalendar.Hours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule 14: due dates in working time. What is expected was worked out by hand, with a calendar on the wall. */
class WorkingCalendarTest {

    private static final Map<String, WorkingCalendar> CALENDARS = Map.ofEntries(
            Map.entry(
                    "office",
                    calendar(
                            "Europe/Berlin",
                            Map.of("mon tue wed thu fri", "09:00-17:00"),
                            "2026-10-26",
                            "2026-12-25",
                            "2027-01-01")),
            Map.entry(
                    "split",
                    calendar(
                            "Europe/Berlin",
                            Map.of(
                                    "mon", "08:00-20:00",
                                    "tue", "10:00-12:00 13:00-15:00",
                                    "wed thu", "09:00-12:00 13:00-17:30",
                                    "fri", "09:00-12:00"))),
            Map.entry("new-york", calendar("America/New_York", Map.of("mon tue wed thu fri sat sun", "00:00-24:00"))),
            Map.entry("sunday-night", calendar("America/New_York", Map.of("sun", "01:00-03:00"))),
            Map.entry("gap-only", calendar("America/New_York", Map.of("sun", "02:00-03:00"))),
            Map.entry("lord-howe", calendar("Australia/Lord_Howe", Map.of("sun", "01:00-03:00"))),
            Map.entry("apia", calendar("Pacific/Apia", Map.of("mon tue wed thu fri sat sun", "09:00-17:00"))),
            Map.entry("st-johns", calendar("America/St_Johns", Map.of("mon tue wed thu fri sat sun", "23:00-24:00"))),
            Map.entry("touching", calendar("UTC", Map.of("mon", "09:00-12:00 12:00-17:00"))));

    @ParameterizedTest(name = "{0}: {1} and {2} is {3}. {4}")
    @CsvSource(textBlock = """
            office, 2026-10-23T16:00+02:00, P2D, 2026-10-28T16:00+01:00, over a weekend with a clock change and a holiday
            office, 2026-10-23T16:00+02:00, PT2H, 2026-10-27T10:00+01:00, the same in hours
            office, 2026-10-24T12:00+02:00, P1D, 2026-10-28T09:00+01:00, counts from when work begins again
            office, 2026-11-20T16:59+01:00, P1D, 2026-11-23T16:59+01:00, the last minute is working time
            office, 2026-11-20T17:00+01:00, P1D, 2026-11-24T09:00+01:00, the end is none
            office, 2026-11-20T08:00+01:00, P1D, 2026-11-23T09:00+01:00, before work begins
            office, 2026-11-16T11:00+01:00, P5D, 2026-11-23T11:00+01:00, a week has five days
            office, 2026-11-20T09:00+01:00, PT8H, 2026-11-20T17:00+01:00, a day has eight hours
            office, 2026-11-20T09:00+01:00, PT8H1M, 2026-11-23T09:01+01:00, and goes on with the next
            office, 2026-11-20T16:00+01:00, P1DT4H, 2026-11-24T12:00+01:00, days first and then hours
            office, 2026-11-20T16:59:59.5+01:00, PT1S, 2026-11-23T09:00:00.5+01:00, fractions of a second
            office, 2026-12-24T10:00+01:00, P1D, 2026-12-28T10:00+01:00, Christmas on a Friday
            office, 2026-12-31T15:00+01:00, P1D, 2027-01-04T15:00+01:00, over the end of a year
            office, 2026-12-31T15:00+01:00, PT4H, 2027-01-04T11:00+01:00, the same in hours
            office, 2028-02-28T10:00+01:00, P2D, 2028-03-01T10:00+01:00, a leap day
            office, 2026-07-31T23:30+00:00, PT1H, 2026-08-03T10:00+02:00, Saturday already in the zone
            split, 2026-11-16T08:30+01:00, P1D, 2026-11-17T10:00+01:00, earlier than the first hours of the day
            split, 2026-11-16T19:00+01:00, P1D, 2026-11-17T15:00+01:00, later than the last
            split, 2026-11-16T12:30+01:00, P1D, 2026-11-17T12:00+01:00, in a break
            split, 2026-11-16T13:00+01:00, P1D, 2026-11-17T13:00+01:00, at the end of a break
            split, 2026-11-19T15:00+01:00, P1D, 2026-11-20T12:00+01:00, a short Friday
            split, 2026-11-19T15:00+01:00, P1DT1H, 2026-11-23T09:00+01:00, and an hour after its end
            split, 2026-11-19T12:30+01:00, PT1H, 2026-11-19T14:00+01:00, begun in a break
            split, 2026-11-20T12:30+01:00, P1D, 2026-11-24T10:00+01:00, begun after a short Friday
            new-york, 2026-03-07T12:00-05:00, P1D, 2026-03-08T12:00-04:00, a day of 23 hours
            new-york, 2026-03-07T12:00-05:00, PT24H, 2026-03-08T13:00-04:00, 24 hours are 24 hours
            new-york, 2026-03-07T02:30-05:00, P1D, 2026-03-08T03:00-04:00, a time that the clocks leave out
            new-york, 2026-10-31T01:30-04:00, P1D, 2026-11-01T01:30-04:00, a time that they show twice
            new-york, 2026-10-31T12:00-04:00, PT24H, 2026-11-01T11:00-05:00, a day of 25 hours
            sunday-night, 2026-11-01T00:00-04:00, PT3H, 2026-11-01T03:00-05:00, a repeated hour counts twice
            sunday-night, 2026-03-08T00:00-05:00, PT1H, 2026-03-08T03:00-04:00, one left out does not count
            gap-only, 2026-03-01T02:15-05:00, P1D, 2026-03-15T02:15-04:00, a day whose hours are left out is no working day
            lord-howe, 2026-04-05T00:00+11:00, PT2H30M, 2026-04-05T03:00+10:30, half an hour twice
            lord-howe, 2026-10-04T00:00+10:30, PT1H30M, 2026-10-04T03:00+11:00, half an hour left out
            apia, 2011-12-29T10:00-10:00, P1D, 2011-12-31T10:00+14:00, a date that never was
            apia, 2011-12-29T10:00-10:00, PT8H, 2011-12-31T10:00+14:00, the same in hours
            st-johns, 2010-11-06T23:00-02:30, PT2H, 2010-11-07T23:01-03:30, clocks put back to the day before
            st-johns, 2010-11-05T23:30-02:30, P1D, 2010-11-06T23:30-02:30, the same for a day
            touching, 2026-11-16T12:00Z, P1D, 2026-11-23T12:00Z, hours that touch are no break
            touching, 2026-11-16T09:00Z, PT8H, 2026-11-16T17:00Z, the same in hours""")
    void an_attempt_is_due_when_so_much_has_been_worked(
            String calendar, OffsetDateTime start, String target, OffsetDateTime due, String because) {
        assertThat(CALENDARS.get(calendar).due(start.toInstant(), TargetDuration.parse(target)))
                .as(because)
                .isEqualTo(due.toInstant());
    }

    @Test
    void without_a_calendar_time_is_plain() {
        Instant start = Instant.parse("2026-10-23T14:00:00Z");
        assertThat(Timekeeping.PLAIN.due(start, TargetDuration.parse("P2DT1H")))
                .isEqualTo(Instant.parse("2026-10-25T15:00:00Z"));
    }

    @Test
    void a_pipeline_counts_by_its_calendar() {
        Instant start = Instant.parse("2026-10-23T14:00:00Z");
        Pipeline plain = Pipelines.pipeline("key", Pipelines.stage("one", 2));
        assertThat(plain.due(plain.first(), start)).isEqualTo(Instant.parse("2026-10-25T14:00:00Z"));
        Pipeline counted = plain.countedBy(CALENDARS.get("office"));
        assertThat(counted.due(counted.first(), start)).isEqualTo(Instant.parse("2026-10-28T15:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"PT87600H", "P3650D", "P600D", "PT11H"})
    void nothing_is_due_later_than_after_ten_years(String target) {
        WorkingCalendar oneMinute = calendar("UTC", Map.of("mon", "00:00-00:01"));
        assertIsDueAfterTenYears(oneMinute, target);
    }

    @Test
    void a_due_date_on_the_last_day_is_not_later_than_after_ten_years_either() {
        WorkingCalendar daily = calendar("UTC", Map.of("mon tue wed thu fri sat sun", "09:00-17:00"));
        assertIsDueAfterTenYears(daily, "P3650D");
    }

    @ParameterizedTest
    @CsvSource({"PT1S", "P1D"})
    void holidays_that_leave_no_working_time_put_the_due_date_off_for_ten_years(String target) {
        LocalDate monday = LocalDate.parse("2026-01-05");
        Set<LocalDate> every =
                Stream.iterate(monday, day -> day.plusWeeks(1)).limit(530).collect(Collectors.toSet());
        WorkingCalendar none =
                new WorkingCalendar(ZoneId.of("UTC"), Map.of(DayOfWeek.MONDAY, List.of(new Hours(0, 60))), every);
        assertIsDueAfterTenYears(none, target);
        Set<LocalDate> butTheFirst = new TreeSet<>(every);
        butTheFirst.remove(monday);
        WorkingCalendar one =
                new WorkingCalendar(ZoneId.of("UTC"), Map.of(DayOfWeek.MONDAY, List.of(new Hours(0, 60))), butTheFirst);
        assertIsDueAfterTenYears(one, target.equals("P1D") ? target : "PT1H1S");
    }

    private static void assertIsDueAfterTenYears(WorkingCalendar calendar, String target) {
        Instant start = Instant.parse("2026-01-01T08:00:00Z");
        assertThat(calendar.due(start, TargetDuration.parse(target))).isEqualTo(start.plus(Duration.ofDays(3650)));
    }

    @Test
    void a_calendar_has_working_time() {
        ZoneId zone = ZoneId.of("Europe/Berlin");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WorkingCalendar(zone, Map.of(), Set.of()))
                .withMessageContaining("at least one day");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WorkingCalendar(zone, Map.of(DayOfWeek.MONDAY, List.of()), Set.of()));
        assertThatThrownBy(
                        () -> new WorkingCalendar(null, Map.of(DayOfWeek.MONDAY, List.of(new Hours(0, 1))), Set.of()))
                .hasMessage("zone");
    }

    @Test
    void hours_of_a_day_are_in_order_and_do_not_overlap() {
        Map<DayOfWeek, List<Hours>> week = Map.of(DayOfWeek.MONDAY, List.of(new Hours(540, 720), new Hours(719, 1000)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WorkingCalendar(ZoneId.of("UTC"), week, Set.of()))
                .withMessageContaining("MONDAY");
    }

    @ParameterizedTest
    @CsvSource({"-1, 10", "10, 10", "11, 10", "0, 1441", "1440, 1441"})
    void hours_begin_before_they_end_within_a_day(int from, int to) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Hours(from, to));
    }

    private static WorkingCalendar calendar(String zone, Map<String, String> week, String... holidays) {
        Map<DayOfWeek, List<Hours>> days = new EnumMap<>(DayOfWeek.class);
        week.forEach((names, hours) -> {
            for (String name : names.split(" ")) {
                days.put(day(name), hours(hours));
            }
        });
        return new WorkingCalendar(
                ZoneId.of(zone), days, Stream.of(holidays).map(LocalDate::parse).collect(Collectors.toSet()));
    }

    private static DayOfWeek day(String name) {
        return Stream.of(DayOfWeek.values())
                .filter(day -> day.name().toLowerCase(Locale.ROOT).startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<Hours> hours(String text) {
        List<Hours> hours = new ArrayList<>();
        for (String one : text.split(" ")) {
            hours.add(new Hours(minute(one.substring(0, 5)), minute(one.substring(6))));
        }
        return hours;
    }

    private static int minute(String time) {
        return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
    }
}
