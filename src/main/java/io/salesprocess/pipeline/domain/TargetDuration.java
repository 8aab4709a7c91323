package io.salesprocess.pipeline.domain;

import java.time.Duration;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long an attempt should take at most: a number of days and a time, as in {@code P2D}, {@code PT8H} or {@code P1DT4H}. One day
 * is not 24 hours: in a calendar days are working days, and the time is working time (rule 14).
 *
 * @param days not negative
 * @param time not negative, in whole seconds; days and time together are from one second to ten years of 365 days
 */
public record TargetDuration(int days, Duration time) {

    /** Ten years: with more, a due date can come to lie beyond what can be stored. */
    static final Duration LONGEST = Duration.ofDays(3650);

    /** No weeks, months and years, which say even less about working time; no signs and fractions. */
    private static final Pattern ISO_8601 = Pattern.compile(
            "P(?=.)(?:(?<days>\\d{1,9})D)?(?:T(?=.)(?:(?<hours>\\d{1,9})H)?(?:(?<minutes>\\d{1,9})M)?(?:(?<seconds>\\d{1,9})S)?)?");

    public TargetDuration {
        Objects.requireNonNull(time, "time");
        if (days < 0 || time.isNegative() || time.getNano() != 0) {
            throw unfit();
        }
        Duration plain = Duration.ofDays(days).plus(time);
        if (plain.isZero() || plain.compareTo(LONGEST) > 0) {
            throw unfit();
        }
    }

    /** So many days. */
    public static TargetDuration ofDays(int days) {
        return new TargetDuration(days, Duration.ZERO);
    }

    /**
     * Reads a duration of ISO 8601.
     *
     * @throws IllegalArgumentException with a sentence for people, if it is none or too short or too long
     */
    public static TargetDuration parse(String text) {
        Matcher found = ISO_8601.matcher(text);
        if (!found.matches()) {
            throw unfit();
        }
        Duration time = Duration.ofHours(number(found, "hours"))
                .plusMinutes(number(found, "minutes"))
                .plusSeconds(number(found, "seconds"));
        return new TargetDuration((int) number(found, "days"), time);
    }

    /** As plain time, in which a day has 24 hours. */
    public Duration plain() {
        return Duration.ofDays(days).plus(time);
    }

    /** In ISO 8601, such as {@code P1DT4H}. */
    @Override
    public String toString() {
        String ofTime = time.isZero() ? "" : time.toString().substring(1);
        return "P" + (days == 0 ? "" : days + "D") + ofTime;
    }

    private static long number(Matcher found, String name) {
        String digits = found.group(name);
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static IllegalArgumentException unfit() {
        return new IllegalArgumentException(
                "A target duration has days, hours, minutes and seconds, such as P2D, PT8H or"
                        + " P1DT4H: whole seconds, from PT1S to P3650D.");
    }
}
