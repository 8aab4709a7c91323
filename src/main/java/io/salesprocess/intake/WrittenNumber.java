package io.salesprocess.intake;

import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Numbers as people type them. In a locale, its signs for decimals and groups count, such as {@code 1.234,56} in German; what is no
 * number there may still be one as programs write it, such as {@code 12.5}, which is what browsers send for number fields in any
 * language. Without a locale only the latter is one.
 */
final class WrittenNumber {

    private static final int LONGEST = 40;

    private static final Pattern PLAIN = Pattern.compile("[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)");

    /** Groups of three, or of two before the last, as in India. */
    private static final Pattern GROUPED = Pattern.compile("[+-]?[1-9][0-9]{0,2}(,[0-9]{2,3})*,[0-9]{3}([.][0-9]*)?");

    private static final char NO_SIGN_HERE = '?';

    private WrittenNumber() {}

    /** @param locale null for none */
    static Optional<BigDecimal> read(String text, Locale locale) {
        if (text.codePointCount(0, text.length()) > LONGEST) {
            return Optional.empty();
        }
        String ascii = ascii(text);
        return (locale == null ? Optional.<String>empty() : unlocalized(ascii, locale))
                .or(() -> Optional.of(ascii))
                .filter(number -> PLAIN.matcher(number).matches())
                .map(BigDecimal::new);
    }

    /** With digits of ASCII, one kind of space inside, and one kind of minus. */
    private static String ascii(String text) {
        StringBuilder ascii = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isDigit(c)) {
                ascii.append(Character.digit(c, 10));
            } else if (Character.isSpaceChar(c) || Character.isWhitespace(c)) {
                ascii.append(' ');
            } else if (c == '\u2212' || c == '\u2010' || c == '\u2011' || c == '\u2013') {
                ascii.append('-');
            } else if (c == '\u2019' || c == '\u02BC') {
                ascii.append('\'');
            } else if (Character.getType(c) != Character.FORMAT) {
                ascii.appendCodePoint(c);
            }
        });
        return ascii.toString().strip();
    }

    /** The number without groups and with a point, if it is one in the locale. Spaces and apostrophes group in any. */
    private static Optional<String> unlocalized(String text, Locale locale) {
        DecimalFormatSymbols signs = DecimalFormatSymbols.getInstance(locale);
        char decimal = signs.getDecimalSeparator();
        char group = signs.getGroupingSeparator();
        StringBuilder number = new StringBuilder();
        text.chars().forEach(c -> {
            if (c == decimal) {
                number.append('.');
            } else if (c == group || c == ' ' || c == '\'') {
                number.append(',');
            } else {
                number.append(c == '.' || c == ',' ? NO_SIGN_HERE : (char) c);
            }
        });
        if (GROUPED.matcher(number).matches()) {
            return Optional.of(number.toString().replace(",", ""));
        }
        return PLAIN.matcher(number).matches() ? Optional.of(number.toString()) : Optional.empty();
    }
}
