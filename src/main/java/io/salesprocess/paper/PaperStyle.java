package io.salesprocess.paper;

import io.salesprocess.paper.render.PaperLanguage;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;

/** How a document writes amounts, numbers and times: in its language, and in the sender's time zone. */
public record PaperStyle(PaperLanguage language, ZoneId zone) {

    private static final LocalTime LAST_MINUTE = LocalTime.of(23, 59);

    /** A day, with the time of day unless that is its end. Midnight is the end of the day before. */
    public String until(Instant end) {
        ZonedDateTime at = end.atZone(zone);
        if (at.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            return language.date(at.toLocalDate().minusDays(1));
        }
        String date = language.date(at.toLocalDate());
        return at.toLocalTime().isBefore(LAST_MINUTE)
                ? date + ", " + String.format(Locale.ROOT, "%02d:%02d", at.getHour(), at.getMinute())
                : date;
    }
}
