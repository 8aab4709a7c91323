package io.salesprocess.platform.kernel;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;

/** Times as callers write them. Years have four digits, which every database and every client can keep. */
public final class Rfc3339 {

    private static final Pattern FORM =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?([Zz]|[+-]\\d{2}:\\d{2})");

    private Rfc3339() {}

    /**
     * The time that the text names, in microseconds.
     *
     * @throws IllegalArgumentException if it is not a time of RFC 3339, or none that there is
     */
    public static Instant parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not a time of RFC 3339");
        }
        try {
            return OffsetDateTime.parse(text.toUpperCase(Locale.ROOT))
                    .toInstant()
                    .truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a time that there is", e);
        }
    }

    /** How to mend a text that is a time but for a space in place of the plus sign, to add to a refusal; empty for any other. */
    public static String lostPlus(String text) {
        boolean isLost =
                text.indexOf(' ') > 0 && FORM.matcher(text.replace(' ', '+')).matches();
        return isLost ? "; a + in addresses and encoded forms stands for a space, so write it as %2B" : "";
    }
}
