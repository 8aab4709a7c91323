package io.salesprocess.platform.api;

import io.salesprocess.platform.kernel.Rfc3339;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * Times in filters. A date means the day in UTC: a filter whose name ends in {@code From} begins with it, and one whose name ends
 * in {@code To} ends with it, so that the same date in both selects that day. {@code asOf} means the last moment of it.
 */
final class FilterTimes {

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern END = Pattern.compile("to|.*To");

    private static final String MOMENT = "asOf";

    private FilterTimes() {}

    /**
     * The time that the text names.
     *
     * @param name the query parameter's
     * @throws IllegalArgumentException if it is neither a time nor a date
     */
    static Instant parse(String name, String text) {
        if (!DATE.matcher(text).matches()) {
            return Rfc3339.parse(text);
        }
        try {
            LocalDate day = LocalDate.parse(text);
            boolean isMoment = name.equals(MOMENT);
            boolean isEnd = isMoment || END.matcher(name).matches();
            Instant time =
                    (isEnd ? day.plusDays(1) : day).atStartOfDay(ZoneOffset.UTC).toInstant();
            return isMoment ? time.minus(1, ChronoUnit.MICROS) : time;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a day that there is", e);
        }
    }

    /** What is wrong with any other text. */
    static String expected(String text) {
        return JsonErrors.expected(Instant.class) + ", or a date, such as 2026-11-23" + Rfc3339.lostPlus(text);
    }
}
