package io.salesprocess.pipeline.calendar;

import io.salesprocess.platform.api.FieldError;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A calendar in JSON. */
@Schema(name = "Calendar", description = "Working hours, holidays and the time zone in which they are meant.")
record CalendarBody(
        @Schema(
                description = "The calendar's name in the API.",
                examples = "berlin-office",
                pattern = "^[a-z0-9][a-z0-9-]{0,63}$")
        @NotNull
        @Pattern(
                regexp = "[a-z0-9][a-z0-9-]{0,63}",
                message = "must have up to 64 lower-case letters, digits and hyphens")
        String key,

        @Schema(
                description = "A time zone of the IANA database, whose clock changes are followed.",
                examples = "Europe/Berlin")
        @NotNull
        @Size(max = 64)
        String timeZone,

        @Schema(description = "At least one day has hours.") @NotNull @Valid
        Week week,

        @Schema(
                description = "Dates on which nobody works, from 1970 to 2199. Kept in order.",
                examples = "[\"2026-12-25\", \"2026-12-26\"]")
        @Size(max = 1000)
        List<String> holidays) {

    /** The hours of each day of the week. */
    @Schema(name = "CalendarWeek", description = "The hours of each day of the week; none on days without work.")
    record Week(
            @Size(max = 24) List<@NotNull @Valid Period> monday,
            @Size(max = 24) List<@NotNull @Valid Period> tuesday,
            @Size(max = 24) List<@NotNull @Valid Period> wednesday,
            @Size(max = 24) List<@NotNull @Valid Period> thursday,
            @Size(max = 24) List<@NotNull @Valid Period> friday,
            @Size(max = 24) List<@NotNull @Valid Period> saturday,
            @Size(max = 24) List<@NotNull @Valid Period> sunday) {

        Week {
            monday = orNone(monday);
            tuesday = orNone(tuesday);
            wednesday = orNone(wednesday);
            thursday = orNone(thursday);
            friday = orNone(friday);
            saturday = orNone(saturday);
            sunday = orNone(sunday);
        }

        Map<DayOfWeek, List<Period>> byDay() {
            Map<DayOfWeek, List<Period>> days = new EnumMap<>(DayOfWeek.class);
            days.put(DayOfWeek.MONDAY, monday);
            days.put(DayOfWeek.TUESDAY, tuesday);
            days.put(DayOfWeek.WEDNESDAY, wednesday);
            days.put(DayOfWeek.THURSDAY, thursday);
            days.put(DayOfWeek.FRIDAY, friday);
            days.put(DayOfWeek.SATURDAY, saturday);
            days.put(DayOfWeek.SUNDAY, sunday);
            return days;
        }

        private static List<Period> orNone(List<Period> given) {
            return given == null ? List.of() : given;
        }
    }

    /** Working hours without a break. */
    @Schema(name = "CalendarHours", description = "Working hours without a break, by the clocks of the time zone.")
    record Period(
            @Schema(description = "When work begins.", examples = "09:00", pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$")
            @NotNull
            @Pattern(regexp = "([01][0-9]|2[0-3]):[0-5][0-9]", message = "must be a time from 00:00 to 23:59")
            String from,

            @Schema(
                    description =
                            "When it ends, after it begins: at 24:00 at the latest. Work that goes on past midnight"
                                    + " goes on at 00:00 of the next day.",
                    examples = "17:30",
                    pattern = "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$")
            @NotNull
            @Pattern(regexp = "([01][0-9]|2[0-3]):[0-5][0-9]|24:00", message = "must be a time from 00:01 to 24:00")
            String to) {

        int fromMinute() {
            return minute(from);
        }

        int toMinute() {
            return minute(to);
        }

        private static int minute(String time) {
            return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
        }
    }

    CalendarBody {
        holidays = holidays == null ? List.of() : holidays;
    }

    /** Where in the body a day's hours stand. */
    static String pointer(DayOfWeek day, int place) {
        return "/week" + FieldError.step(day.name().toLowerCase(Locale.ROOT)) + "/" + place;
    }
}
