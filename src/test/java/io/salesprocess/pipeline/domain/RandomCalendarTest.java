package io.salesprocess.pipeline.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.salesprocess.pipeline.domain.WorkingCalendar.Hours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Due dates in random calendars, held to a model that walks through time minute by minute and looks at the clock on the wall.
 * Failures print the seed; {@code -Dsalesprocess.seed=…} plays it again.
 */
class RandomCalendarTest {

    private static final Logger LOG = Logger.getLogger(RandomCalendarTest.class);

    private static final int SHORT = 1_500;
    private static final int LONG = 40_000;

    /** Where the clocks are changed by an hour or by half of one, at midnight, to the day before, by a whole day, or never. */
    private static final List<String> ZONES = List.of(
            "Europe/Berlin",
            "America/New_York",
            "America/St_Johns",
            "America/Havana",
            "America/Sao_Paulo",
            "Australia/Lord_Howe",
            "Pacific/Apia",
            "Pacific/Kiritimati",
            "Asia/Kathmandu",
            "Africa/Casablanca",
            "Asia/Beirut",
            "UTC");

    @Test
    void due_dates_are_where_a_minute_by_minute_walk_ends() {
        compare(SHORT);
    }

    @Test
    @Tag("slow")
    void many_more_due_dates_are_where_a_minute_by_minute_walk_ends() {
        compare(LONG);
    }

    private static void compare(int times) {
        long first = Long.getLong("salesprocess.seed", System.nanoTime());
        LOG.infof("seeds from %d on", first);
        for (long seed = first; seed < first + times; seed++) {
            Random random = new Random(seed);
            WorkingCalendar calendar = randomCalendar(random);
            Instant start = randomStart(random, calendar.zone());
            TargetDuration target = randomTarget(random);
            assertThat(calendar.due(start, target))
                    .as(
                            "-Dsalesprocess.seed=%d: %s from %s (%s) in %s",
                            seed, target, start, start.atZone(calendar.zone()), calendar)
                    .isEqualTo(new Walk(calendar).due(start, target));
        }
    }

    /** The plain model: one minute after the other. Clocks of the last decades are changed at whole minutes. */
    private record Walk(WorkingCalendar calendar) {

        Instant due(Instant start, TargetDuration target) {
            Instant at = start;
            if (target.days() > 0) {
                at = afterDays(at, target.days());
            }
            long minutes = target.time().toMinutes();
            while (minutes > 0) {
                if (isWorked(at)) {
                    minutes--;
                }
                at = at.plus(1, ChronoUnit.MINUTES);
            }
            return at;
        }

        private Instant afterDays(Instant start, int days) {
            Instant begun = start;
            while (!isWorked(begun)) {
                begun = begun.plus(1, ChronoUnit.MINUTES);
            }
            LocalDate first = date(begun);
            LocalTime wanted = wall(begun).toLocalTime();
            LocalDate date = first;
            List<Instant> minutes = List.of();
            int left = days;
            while (left > 0) {
                date = date.plusDays(1);
                minutes = minutesOf(date);
                if (!minutes.isEmpty()) {
                    left--;
                }
            }
            Instant last = null;
            for (Instant minute : minutes) {
                LocalTime shown = wall(minute).toLocalTime();
                if (shown.equals(wanted)) {
                    return minute;
                }
                if (shown.isAfter(wanted)) {
                    return last == null ? minute : last.plus(1, ChronoUnit.MINUTES);
                }
                last = minute;
            }
            return last.plus(1, ChronoUnit.MINUTES);
        }

        /** The minutes at which the clocks show this date, and people work. */
        private List<Instant> minutesOf(LocalDate date) {
            List<Instant> minutes = new ArrayList<>();
            Instant middle = date.atTime(12, 0).atZone(ZoneId.of("UTC")).toInstant();
            Instant end = middle.plus(Duration.ofHours(31));
            for (Instant at = middle.minus(Duration.ofHours(31));
                    at.isBefore(end);
                    at = at.plus(1, ChronoUnit.MINUTES)) {
                if (date(at).equals(date) && isWorked(at)) {
                    minutes.add(at);
                }
            }
            return minutes;
        }

        private boolean isWorked(Instant at) {
            ZonedDateTime shown = wall(at);
            if (calendar.holidays().contains(shown.toLocalDate())) {
                return false;
            }
            int minute = shown.getHour() * 60 + shown.getMinute();
            for (Hours hours : calendar.week().getOrDefault(shown.getDayOfWeek(), List.of())) {
                if (hours.from() <= minute && minute < hours.to()) {
                    return true;
                }
            }
            return false;
        }

        private LocalDate date(Instant at) {
            return wall(at).toLocalDate();
        }

        private ZonedDateTime wall(Instant at) {
            return at.atZone(calendar.zone());
        }
    }

    private static WorkingCalendar randomCalendar(Random random) {
        ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        Map<DayOfWeek, List<Hours>> week = new EnumMap<>(DayOfWeek.class);
        while (week.values().stream().allMatch(List::isEmpty)) {
            for (DayOfWeek day : DayOfWeek.values()) {
                week.put(day, random.nextInt(4) == 0 ? List.of() : randomHours(random));
            }
        }
        Set<LocalDate> holidays = new HashSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            holidays.add(LocalDate.ofYearDay(2005 + random.nextInt(25), 1 + random.nextInt(365)));
        }
        return new WorkingCalendar(zone, week, holidays);
    }

    private static List<Hours> randomHours(Random random) {
        List<Hours> hours = new ArrayList<>();
        int from = random.nextInt(3) == 0 ? 0 : random.nextInt(1440);
        while (from < 1440) {
            int to = random.nextInt(4) == 0 ? 1440 : from + 1 + random.nextInt(1440 - from);
            hours.add(new Hours(from, to));
            from = to + (random.nextInt(4) == 0 ? 0 : random.nextInt(600));
        }
        return hours;
    }

    /** More often than not shortly before the clocks are changed. */
    private static Instant randomStart(Random random, ZoneId zone) {
        Instant any =
                Instant.parse("2005-01-01T00:00:00Z").plus(Duration.ofMinutes(random.nextInt(25 * 365 * 24 * 60)));
        if (random.nextInt(4) == 0) {
            any = Instant.parse("2011-12-28T00:00:00Z");
        }
        var change = zone.getRules().nextTransition(any);
        return change == null || random.nextInt(3) == 0
                ? any
                : change.getInstant().minus(Duration.ofMinutes(random.nextInt(4 * 24 * 60)));
    }

    private static TargetDuration randomTarget(Random random) {
        int days = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(6);
        int minutes = days > 0 && random.nextInt(3) > 0 ? 0 : 1 + random.nextInt(3000);
        return new TargetDuration(days, Duration.ofMinutes(minutes));
    }
}
