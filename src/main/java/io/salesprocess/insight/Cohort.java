package io.salesprocess.insight;

import io.salesprocess.platform.database.Condition;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The deals that a caller asks about: all for which every given condition holds.
 *
 * @param pipeline the key, whatever the version; or null
 * @param owner the present one; or null
 * @param offering the present one; or null
 * @param source where the prospect came from; or null
 * @param from opened then or later; or null
 * @param to opened before; or null
 */
record Cohort(String pipeline, UUID owner, UUID offering, String source, Instant from, Instant to) {

    /** All visits of these deals. */
    Condition visits() {
        return visits(from, to);
    }

    /**
     * The counts that belong to these deals and to no others: those of whole months, and by at most one of owner, offering and
     * source.
     */
    List<Condition> counted() {
        if (!isCounted()) {
            return List.of();
        }
        Stream<Object> given = Stream.of(owner, offering, source);
        return List.of(Condition.ALWAYS
                .andIf(
                        "dimension = ?",
                        owner != null ? "owner" : offering != null ? "offering" : source != null ? "source" : "all")
                .andIf(
                        "value = ?",
                        given.filter(Objects::nonNull).findFirst().orElse("").toString())
                .andIf("pipeline_key = ?", pipeline)
                .andIf("month >= ?", firstMonth())
                .andIf("month < ?", endMonth()));
    }

    /** The visits that those counts are of. */
    Condition countedVisits() {
        return isCounted() ? visits(firstMonth(), endMonth()) : Condition.NEVER;
    }

    /** The visits of these deals that are not among those counts, and have to be counted one by one. */
    List<Condition> uncounted() {
        if (!isCounted()) {
            return List.of(visits());
        }
        List<Condition> uncounted = new ArrayList<>();
        if (from != null && from.isBefore(firstMonth())) {
            uncounted.add(visits(from, firstMonth()));
        }
        if (to != null && endMonth().isBefore(to)) {
            uncounted.add(visits(endMonth(), to));
        }
        return uncounted;
    }

    private boolean isCounted() {
        boolean byOne =
                Stream.of(owner, offering, source).filter(Objects::nonNull).count() <= 1;
        boolean wholeMonths = from == null || to == null || firstMonth().isBefore(endMonth());
        return byOne && wholeMonths;
    }

    private Condition visits(Instant start, Instant end) {
        return Condition.ALWAYS
                .andIf("pipeline_key = ?", pipeline)
                .andIf("owner_id = ?", owner)
                .andIf("offering_id = ?", offering)
                .andIf("source = ?", source)
                .andIf("opened_at >= ?", start)
                .andIf("opened_at < ?", end);
    }

    private Instant firstMonth() {
        if (from == null) {
            return null;
        }
        Instant start = startOfMonth(from, 0);
        return start.equals(from) ? start : startOfMonth(from, 1);
    }

    private Instant endMonth() {
        return to == null ? null : startOfMonth(to, 0);
    }

    private static Instant startOfMonth(Instant time, int monthsLater) {
        LocalDate day = LocalDate.ofInstant(time, ZoneOffset.UTC);
        return day.withDayOfMonth(1).plusMonths(monthsLater).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
