package io.salesprocess.salesperson;

import io.salesprocess.platform.api.Faults;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.kernel.CalendarDates;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** All absences of a salesperson: in order, and those that overlap or follow each other without a day between them as one. */
record Absences(List<Absences.Days> days) {

    private static final Pattern RANGE = Pattern.compile("\\[(\\d{4}-\\d{2}-\\d{2}),(\\d{4}-\\d{2}-\\d{2})\\)");

    /** From one day to another, both of which belong to it. */
    record Days(LocalDate from, LocalDate to) {}

    Absences {
        days = joined(days);
    }

    /** What a caller says; refused are absences that end before they begin, and dates that are none. */
    static Absences of(List<Absence> given) {
        Faults faults = new Faults();
        List<Days> days = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String pointer = "/absences/" + i;
            Optional<LocalDate> from = CalendarDates.read(given.get(i).from());
            Optional<LocalDate> to = CalendarDates.read(given.get(i).to());
            if (from.isEmpty()) {
                faults.add(FieldError.at(pointer + "/from", CalendarDates.EXPECTED));
            }
            if (to.isEmpty()) {
                faults.add(FieldError.at(pointer + "/to", CalendarDates.EXPECTED));
            } else if (from.isPresent() && to.get().isBefore(from.get())) {
                faults.add(FieldError.at(pointer + "/to", "must not be before from"));
            } else if (from.isPresent()) {
                days.add(new Days(from.get(), to.get()));
            }
        }
        faults.throwIfAny();
        return new Absences(days);
    }

    /** As PostgreSQL writes a multirange of dates, whose ends do not belong to it. */
    static Absences ofMultirange(String text) {
        return new Absences(RANGE.matcher(text)
                .results()
                .map(range -> new Days(
                        LocalDate.parse(range.group(1)),
                        LocalDate.parse(range.group(2)).minusDays(1)))
                .toList());
    }

    String toMultirange() {
        return days.stream()
                .map(one -> "[" + one.from() + "," + one.to() + "]")
                .collect(Collectors.joining(",", "{", "}"));
    }

    List<Absence> toBody() {
        return days.stream()
                .map(one -> new Absence(one.from().toString(), one.to().toString()))
                .toList();
    }

    private static List<Days> joined(List<Days> days) {
        List<Days> joined = new ArrayList<>();
        for (Days next : days.stream().sorted(Comparator.comparing(Days::from)).toList()) {
            Days last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last == null || next.from().isAfter(last.to().plusDays(1))) {
                joined.add(next);
            } else if (next.to().isAfter(last.to())) {
                joined.set(joined.size() - 1, new Days(last.from(), next.to()));
            }
        }
        return List.copyOf(joined);
    }
}
