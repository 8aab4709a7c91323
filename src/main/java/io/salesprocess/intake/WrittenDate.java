package io.salesprocess.intake;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates as people type them: in the order of their locale, such as {@code 23.11.2026} in German. Browsers send fields for dates as
 * {@code 2026-11-23} in any language, which is read everywhere. Years have four digits, so that no century is guessed.
 */
final class WrittenDate {

    private static final Pattern ISO = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern PARTS =
            Pattern.compile("(\\d{1,4})\\s*[./ -]\\s*(\\d{1,2})\\s*[./ -]\\s*(\\d{1,4})\\.?");

    private WrittenDate() {}

    /** Whether the text is a date as programs write it. */
    static boolean isIso(String text) {
        return iso(text).isPresent();
    }

    /** @param locale null for none; one without a country, such as {@code en}, only tells the order where all of the language agree */
    static Optional<LocalDate> read(String text, Locale locale) {
        String typed = text.strip();
        Optional<LocalDate> iso = iso(typed);
        if (iso.isPresent() || locale == null) {
            return iso;
        }
        Matcher parts = PARTS.matcher(typed);
        String order = order(locale);
        if (!parts.matches() || order.isEmpty()) {
            return Optional.empty();
        }
        String year = parts.group(order.indexOf('y') + 1);
        return year.length() == 4
                ? date(year, parts.group(order.indexOf('M') + 1), parts.group(order.indexOf('d') + 1))
                : Optional.empty();
    }

    private static Optional<LocalDate> iso(String text) {
        try {
            return ISO.matcher(text).matches() ? Optional.of(LocalDate.parse(text)) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> date(String year, String month, String day) {
        try {
            return Optional.of(LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The first letters of day, month and year in the order in which the locale writes them; empty if that is not certain. */
    private static String order(Locale locale) {
        if (locale.getLanguage().equals("en") && locale.getCountry().isEmpty()) {
            return "";
        }
        String pattern = DateTimeFormatterBuilder.getLocalizedDateTimePattern(
                FormatStyle.SHORT, null, IsoChronology.INSTANCE, locale);
        StringBuilder order = new StringBuilder();
        pattern.chars()
                .map(c -> c == 'u' ? 'y' : c)
                .filter(c -> "dMy".indexOf(c) >= 0)
                .forEach(c -> {
                    if (order.indexOf(Character.toString(c)) < 0) {
                        order.append((char) c);
                    }
                });
        return order.length() == 3 ? order.toString() : "";
    }
}
