package io.salesprocess.pipeline.calendar;

import io.salesprocess.pipeline.calendar.CalendarBody.Period;
import io.salesprocess.pipeline.domain.WorkingCalendar;
import io.salesprocess.pipeline.domain.WorkingCalendar.Hours;
import io.salesprocess.platform.api.Faults;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.kernel.CalendarDates;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads a calendar whose parts are well-formed, and names each that makes no sense. */
final class CalendarReader {

    /** Names of an earlier age, which no other program knows. */
    private static final String ONLY_JAVA = "SystemV/";

    private final CalendarBody body;
    private final Faults faults = new Faults();

    private CalendarReader(CalendarBody body) {
        this.body = body;
    }

    /** The calendar; refused is one with faults, all of which are named. */
    static WorkingCalendar read(CalendarBody body) {
        return new CalendarReader(body).read();
    }

    private WorkingCalendar read() {
        boolean isZone = ZoneId.getAvailableZoneIds().contains(body.timeZone())
                && !body.timeZone().startsWith(ONLY_JAVA);
        if (!isZone) {
            faults.add(FieldError.at(
                    "/timeZone", "must be the name of a time zone of the IANA database, such as Europe/Berlin"));
        }
        Map<DayOfWeek, List<Hours>> week = week();
        Set<LocalDate> holidays = holidays();
        faults.throwIfAny();
        return new WorkingCalendar(ZoneId.of(body.timeZone()), week, holidays);
    }

    private Map<DayOfWeek, List<Hours>> week() {
        Map<DayOfWeek, List<Hours>> week = new EnumMap<>(DayOfWeek.class);
        body.week().byDay().forEach((day, periods) -> {
            if (areInOrder(day, periods)) {
                week.put(
                        day,
                        periods.stream()
                                .map(period -> new Hours(period.fromMinute(), period.toMinute()))
                                .toList());
            }
        });
        if (body.week().byDay().values().stream().allMatch(List::isEmpty)) {
            faults.add(FieldError.at("/week", "must have hours on at least one day"));
        }
        return week;
    }

    private boolean areInOrder(DayOfWeek day, List<Period> periods) {
        boolean areInOrder = true;
        for (int i = 0; i < periods.size(); i++) {
            Period period = periods.get(i);
            if (period.fromMinute() >= period.toMinute()) {
                areInOrder = false;
                faults.add(FieldError.at(CalendarBody.pointer(day, i) + "/to", "must be later than from"));
            } else if (i > 0 && period.fromMinute() < periods.get(i - 1).toMinute()) {
                areInOrder = false;
                faults.add(FieldError.at(
                        CalendarBody.pointer(day, i) + "/from",
                        "must not be earlier than the end of the period before it"));
            }
        }
        return areInOrder;
    }

    private Set<LocalDate> holidays() {
        Set<LocalDate> dates = new TreeSet<>();
        for (int i = 0; i < body.holidays().size() && !faults.isFull(); i++) {
            String pointer = "/holidays/" + i;
            Optional<LocalDate> date = CalendarDates.read(body.holidays().get(i));
            if (date.isEmpty()) {
                faults.add(FieldError.at(pointer, CalendarDates.EXPECTED));
            } else if (!dates.add(date.get())) {
                faults.add(FieldError.at(pointer, "must not be there twice"));
            }
        }
        return dates;
    }
}
