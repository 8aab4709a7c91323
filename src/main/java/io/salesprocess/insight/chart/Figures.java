package io.salesprocess.insight.chart;

import io.salesprocess.platform.kernel.Currencies;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.time.Month;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;

/** Figures as people read them, in English. Units are kept on the line of their number. */
public final class Figures {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final String NO_BREAK = "\u00A0";
    private static final String MINUS = "\u2212";
    private static final double HUNDRED = 100;
    private static final int HOURS_OF_DAY = 24;
    private static final int SIXTY = 60;
    private static final int DAYS_WITHOUT_HOURS = 10;
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
    private static final String[] MAGNITUDES = {"", "k", "M", "bn", "tn"};

    private Figures() {}

    /** Such as {@code 12,345}. */
    public static String count(long number) {
        return format("#,##0", number);
    }

    /** A number with its noun, such as {@code 1 deal} or {@code 12 deals}. */
    public static String counted(long number, String noun) {
        return count(number) + NO_BREAK + noun + (number == 1 ? "" : "s");
    }

    /** A share, such as {@code 70 %}. What is neither nothing nor everything is not said to be. */
    public static String percent(double share) {
        long rounded = Math.round(share * HUNDRED);
        if (rounded == 0 && share > 0) {
            return "<1" + NO_BREAK + "%";
        }
        if (rounded == HUNDRED && share < 1) {
            return ">99" + NO_BREAK + "%";
        }
        return rounded + NO_BREAK + "%";
    }

    /** The difference of two shares in percentage points, with its sign: {@code +12 points}. */
    public static String points(double difference) {
        long rounded = Math.round(difference * HUNDRED);
        String sign = rounded > 0 ? "+" : rounded < 0 ? MINUS : "±";
        return sign + Math.abs(rounded) + NO_BREAK + (Math.abs(rounded) == 1 ? "point" : "points");
    }

    /** An amount of minor units in full, such as {@code EUR 1,234.50}. */
    public static String money(BigInteger minor, String currency) {
        int digits = Currencies.digits(currency);
        String pattern = digits == 0 ? "#,##0" : "#,##0." + "0".repeat(digits);
        return currency + NO_BREAK + format(pattern, new BigDecimal(minor, digits));
    }

    /** An amount of minor units to three digits, such as {@code EUR 1.23 M}. */
    public static String roundMoney(BigInteger minor, String currency) {
        return currency + NO_BREAK + round(new BigDecimal(minor, Currencies.digits(currency)));
    }

    /** A number to three digits, such as {@code 1.23 M}. */
    static String round(BigDecimal number) {
        BigDecimal left = number.round(new java.math.MathContext(3, RoundingMode.HALF_UP));
        int magnitude = 0;
        while (left.abs().compareTo(THOUSAND) >= 0 && magnitude < MAGNITUDES.length - 1) {
            left = left.movePointLeft(3);
            magnitude++;
        }
        String digits = format("#,##0.##", left);
        return magnitude == 0 ? digits : digits + NO_BREAK + MAGNITUDES[magnitude];
    }

    /** A time span in its two largest units, such as {@code 6 d 4 h}. */
    public static String span(Duration span) {
        long days = span.toDays();
        long hours = span.toHours();
        if (days >= DAYS_WITHOUT_HOURS) {
            return count(Math.round(hours / (double) HOURS_OF_DAY)) + NO_BREAK + "d";
        }
        if (days > 0) {
            return two(days, "d", hours % HOURS_OF_DAY, "h");
        }
        if (hours > 0) {
            return two(hours, "h", span.toMinutes() % SIXTY, "min");
        }
        if (span.toMinutes() > 0) {
            return two(span.toMinutes(), "min", span.toSeconds() % SIXTY, "s");
        }
        return span.toSeconds() > 0 || span.isZero() ? span.toSeconds() + NO_BREAK + "s" : belowASecond(span);
    }

    /** Stays that programs made, such as those of a demo. */
    private static String belowASecond(Duration span) {
        return span.toMillis() > 0 ? span.toMillis() + NO_BREAK + "ms" : "<1" + NO_BREAK + "ms";
    }

    /** A moment to the minute, such as {@code 26 Nov 2026, 09:00 UTC}. */
    public static String time(Instant time) {
        return TIME.format(time);
    }

    /** Such as {@code Mar 2027}. */
    public static String month(YearMonth month) {
        return name(month.getMonth()) + NO_BREAK + month.getYear();
    }

    static String name(Month month) {
        return month.getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return large + NO_BREAK + largeUnit + (small == 0 ? "" : NO_BREAK + small + NO_BREAK + smallUnit);
    }

    private static String format(String pattern, Object number) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT))
                .format(number)
                .replace("-", MINUS);
    }
}
