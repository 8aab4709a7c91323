package io.salesprocess.pipeline.domain;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * When people work (rule 14). A moment is working time if the clocks of the zone then show a time within the hours of that day of
 * the week, on a date that is no holiday. So an hour that a clock change leaves out is no working time, and one that it
 * repeats counts twice.
 *
 * @param zone whose clocks are meant
 * @param week the hours of each day, in order; a day without an entry, or with none, is free. At least one day has hours
 * @param holidays dates on which nobody works
 */
public record WorkingCalendar(ZoneId zone, Map<DayOfWeek, List<Hours>> week, Set<LocalDate> holidays)
        implements Timekeeping {

    public WorkingCalendar {
        Objects.requireNonNull(zone, "zone");
        Map<DayOfWeek, List<Hours>> days = new EnumMap<>(DayOfWeek.class);
        week.forEach((day, hours) -> days.put(day, inOrder(day, hours)));
        if (days.values().stream().allMatch(List::isEmpty)) {
            throw new IllegalArgumentException("A calendar has working hours on at least one day of the week.");
        }
        week = Collections.unmodifiableMap(days);
        holidays = Set.copyOf(holidays);
    }

    /**
     * Hours of a day without a break.
     *
     * @param from minutes from midnight, from 0
     * @param to minutes from midnight, more than {@code from}, and 1440 for the end of the day; not included
     */
    public record Hours(int from, int to) {

        private static final int DAY = 24 * 60;

        public Hours {
            if (from < 0 || from >= to || to > DAY) {
                throw new IllegalArgumentException("Hours begin before they end, between 00:00 and 24:00.");
            }
        }
    }

    /** Working time without a break, in which the clocks are not changed. */
    private record Stretch(Instant start, Instant end) {

        Duration length() {
            return Duration.between(start, end);
        }
    }

    /**
     * When an attempt that began then should be over. Days come first: so many working days later, at the same time of day. Then
     * the time is counted in working time. A start outside of working time counts from the next working moment on. Never later
     * than ten years after the start, whatever the calendar.
     */
    @Override
    public Instant due(Instant start, TargetDuration target) {
        Instant limit = start.plus(TargetDuration.LONGEST);
        Instant due = afterTime(afterDays(start, target.days(), limit), target.time(), limit);
        return earlier(due, limit);
    }

    /**
     * So many working days later, at the time of day of the first working moment. If that time is not among the hours of the day:
     * when the hours before it end, or when the first hours begin. A working day is a date with any working time.
     */
    private Instant afterDays(Instant start, int days, Instant limit) {
        if (days == 0) {
            return start;
        }
        Optional<Stretch> first = next(start, limit);
        if (first.isEmpty()) {
            return limit;
        }
        LocalDateTime begun = LocalDateTime.ofInstant(first.get().start(), zone);
        LocalDate date = begun.toLocalDate();
        LocalDate last = LocalDate.ofInstant(limit, zone);
        List<Stretch> work = List.of();
        for (int left = days; left > 0; left -= work.isEmpty() ? 0 : 1) {
            date = date.plusDays(1);
            if (date.isAfter(last)) {
                return limit;
            }
            work = workOn(date);
        }
        return at(date.atTime(begun.toLocalTime()), work);
    }

    /** The first moment by which so much time has been worked. */
    private Instant afterTime(Instant start, Duration time, Instant limit) {
        if (time.isZero()) {
            return start;
        }
        Duration left = time;
        Optional<Stretch> work = next(start, limit);
        while (work.isPresent()) {
            Stretch stretch = work.get();
            if (stretch.length().compareTo(left) >= 0) {
                return stretch.start().plus(left);
            }
            left = left.minus(stretch.length());
            work = next(stretch.end(), limit);
        }
        return limit;
    }

    /** The moment of a day at which the clocks show this; the first of two, and the last before it if it is not worked then. */
    private Instant at(LocalDateTime wanted, List<Stretch> work) {
        Instant last = work.get(0).start();
        for (Stretch stretch : work) {
            Duration into = Duration.between(LocalDateTime.ofInstant(stretch.start(), zone), wanted);
            if (into.isNegative()) {
                return last;
            }
            if (into.compareTo(stretch.length()) < 0) {
                return stretch.start().plus(into);
            }
            last = stretch.end();
        }
        return last;
    }

    /** All working time of a date. Around a clock change at midnight its parts may lie apart. */
    private List<Stretch> workOn(LocalDate date) {
        List<Stretch> work = new ArrayList<>();
        if (hoursOn(date).isEmpty()) {
            return work;
        }
        Instant earliest = date.atStartOfDay().toInstant(ZoneOffset.MAX);
        Instant latest = date.plusDays(1).atStartOfDay().toInstant(ZoneOffset.MIN);
        Optional<Stretch> found = next(earliest, latest);
        while (found.isPresent()) {
            Stretch stretch = found.get();
            if (LocalDate.ofInstant(stretch.start(), zone).equals(date)) {
                work.add(stretch);
            }
            found = next(stretch.end(), latest);
        }
        return work;
    }

    /** The first working time from a moment on, as far as it lies before the limit. */
    private Optional<Stretch> next(Instant from, Instant limit) {
        ZoneRules rules = zone.getRules();
        Optional<Stretch> found = Optional.empty();
        Instant at = from;
        while (found.isEmpty() && at.isBefore(limit)) {
            ZoneOffsetTransition change = rules.nextTransition(at);
            Instant end = change == null ? limit : earlier(change.getInstant(), limit);
            found = next(at, end, rules.getOffset(at));
            at = end;
        }
        return found;
    }

    /** The same between two changes of the clocks. */
    private Optional<Stretch> next(Instant from, Instant end, ZoneOffset offset) {
        LocalDate date = LocalDate.ofInstant(from, offset);
        Instant midnight = date.atStartOfDay().toInstant(offset);
        while (midnight.isBefore(end)) {
            for (Hours hours : hoursOn(date)) {
                Instant start = later(from, midnight.plus(Duration.ofMinutes(hours.from())));
                Instant stop = earlier(end, midnight.plus(Duration.ofMinutes(hours.to())));
                if (start.isBefore(stop)) {
                    return Optional.of(new Stretch(start, stop));
                }
            }
            date = date.plusDays(1);
            midnight = date.atStartOfDay().toInstant(offset);
        }
        return Optional.empty();
    }

    private List<Hours> hoursOn(LocalDate date) {
        return holidays.contains(date) ? List.of() : week.getOrDefault(date.getDayOfWeek(), List.of());
    }

    private static List<Hours> inOrder(DayOfWeek day, List<Hours> hours) {
        for (int i = 1; i < hours.size(); i++) {
            if (hours.get(i).from() < hours.get(i - 1).to()) {
                throw new IllegalArgumentException("The hours of " + day + " overlap or are not in order.");
            }
        }
        return List.copyOf(hours);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
