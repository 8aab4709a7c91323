package io.salesprocess.platform.kernel;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/** Dates as requests have them, {@code 2026-12-25}, in years in which somebody may mean them. */
public final class CalendarDates {

    /** What a request is told that has another one. */
    public static final String EXPECTED = "must be a date from 1970 to 2199, such as 2026-12-25";

    private static final Pattern DATE = Pattern.compile("(19[7-9][0-9]|2[01][0-9]{2})-[0-9]{2}-[0-9]{2}");

    private CalendarDates() {}

    /** The date; empty if the text is none. */
    public static Optional<LocalDate> read(String text) {
        try {
            return text != null && DATE.matcher(text).matches() ? Optional.of(LocalDate.parse(text)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
