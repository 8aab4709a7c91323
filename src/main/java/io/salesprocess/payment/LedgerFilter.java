package io.salesprocess.payment;

import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.database.Condition;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * Which entries are wanted: all for which every given condition holds; null stands for any.
 *
 * @param from money that moved then or later
 * @param to money that moved before
 * @param after time and id of the entry after which the page begins; null for the first page
 */
record LedgerFilter(
        UUID dealId, String method, String reference, Instant from, Instant to, EntryKind kind, List<Object> after) {

    /** Whether words decide which entries are found. */
    boolean isByWords() {
        return method != null || reference != null;
    }

    /** What is searched: {@code e}, the entries, or {@code w}, their words, which have the figures of the entries too. */
    String table() {
        return isByWords() ? "w" : "e";
    }

    /** The conditions on figures. */
    Condition figures() {
        return figuresAtAnyTime().andIf(table() + ".at >= ?", from).andIf(table() + ".at < ?", to);
    }

    /** The conditions on words, {@code w}. */
    Condition words() {
        return Condition.ALWAYS.andIf("w.method = ?", method).andIf("w.reference = ?", reference);
    }

    /** The conditions of whole days, of which the sums are kept ready; null if they are not kept for these entries. */
    Days days() {
        if (dealId != null || reference != null) {
            return null;
        }
        LocalDate first = from == null ? null : dayAtOrAfter(from);
        LocalDate end = to == null ? null : day(to);
        return first != null && end != null && !first.isBefore(end) ? null : new Days(first, end);
    }

    /** The entries before the first of the whole days. */
    Condition before(Days days) {
        return part(from, days.first());
    }

    /** The entries after the last of them. */
    Condition after(Days days) {
        return days.end() == null || start(days.end()).equals(to) ? Condition.NEVER : condition(start(days.end()), to);
    }

    /**
     * Whole days in UTC.
     *
     * @param first null if there is no beginning
     * @param end the day after the last; null if there is no end
     */
    record Days(LocalDate first, LocalDate end) {}

    private Condition part(Instant begin, LocalDate first) {
        return first == null || start(first).equals(begin) ? Condition.NEVER : condition(begin, start(first));
    }

    private Condition condition(Instant begin, Instant end) {
        return figuresAtAnyTime().and(Condition.of("%1$s.at >= ? AND %1$s.at < ?".formatted(table()), begin, end));
    }

    private Condition figuresAtAnyTime() {
        return Condition.ALWAYS
                .andIf(table() + ".deal_id = ?", dealId)
                .andIf(table() + ".kind = ?", kind == null ? null : HyphenatedEnums.nameOf(kind));
    }

    private static LocalDate dayAtOrAfter(Instant time) {
        LocalDate day = day(time);
        return start(day).equals(time) ? day : day.plusDays(1);
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    private static Instant start(LocalDate day) {
        return day.atTime(LocalTime.MIDNIGHT).toInstant(ZoneOffset.UTC);
    }
}
