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
public record Cohort(String pipeline, UUID owner, UUID offering, String source, Instant from, Instant to) {

    private static final String OWNER = "owner_id = ?";
    private static final String COUNTS_FOR = "counts_for = ?";

    /** All visits of these deals. */
    Condition visits() {
        return rows(OWNER, from, to);
    }

    /**
     * The counts of stays that belong to these deals and to no others: those of whole months, by at most one of owner, offering and
     * source, or by the latter two. The stays of one owner are few enough to be counted one by one.
     */
    List<Condition> counted() {
        return hasWholeMonths() && (byOne() || owner == null) ? List.of(counts(owner, offering, source)) : List.of();
    }

    /** The visits of these deals that are not among those counts, and have to be counted one by one. */
    List<Condition> uncounted() {
        return byOne() || owner == null ? rest(OWNER) : List.of(visits());
    }

    /** The same as {@link #counted()} for durations and for the past, which are counted by at most one of owner, offering and source. */
    List<Condition> countedDurations() {
        return byOne() ? counted() : List.of();
    }

    /** The visits that those counts are of, where there are any. */
    Condition visitsOfWholeMonths() {
        return rows(OWNER, firstMonth(), endMonth());
    }

    /** The visits that are not among those. */
    List<Condition> uncountedDurations() {
        return byOne() ? uncounted() : List.of(visits());
    }

    /** All rows of what counts for salespeople, or for the one that is chosen. */
    Condition scored() {
        return rows(COUNTS_FOR, from, to);
    }

    /** The same as {@link #counted()} of what counts for salespeople; the owner is the one for whom it counts. */
    List<Condition> countedScores() {
        return hasWholeMonths() ? List.of(counts(null, offering, source).andIf(COUNTS_FOR, owner)) : List.of();
    }

    /** The rows of what counts for salespeople that are not among those counts; at least one condition. */
    List<Condition> uncountedScores() {
        List<Condition> rest = rest(COUNTS_FOR);
        return rest.isEmpty() ? List.of(Condition.NEVER) : rest;
    }

    private Condition counts(UUID ofOwner, UUID ofOffering, String ofSource) {
        List<String> dimensions = new ArrayList<>();
        List<String> values = new ArrayList<>();
        add("owner", ofOwner, dimensions, values);
        add("offering", ofOffering, dimensions, values);
        add("source", ofSource, dimensions, values);
        return Condition.of("dimension = ?", dimensions.isEmpty() ? "all" : String.join(" ", dimensions))
                .and(Condition.of(values.size() > 1 ? "value = md5(?)" : "value = ?", String.join(" ", values)))
                .andIf("pipeline_key = ?", pipeline)
                .andIf("month >= ?", firstMonth())
                .andIf("month < ?", endMonth());
    }

    private static void add(String dimension, Object value, List<String> dimensions, List<String> values) {
        if (value != null) {
            dimensions.add(dimension);
            values.add(value.toString());
        }
    }

    /** What is opened in months that are not chosen as a whole. */
    private List<Condition> rest(String ownedBy) {
        if (!hasWholeMonths()) {
            return List.of(rows(ownedBy, from, to));
        }
        List<Condition> rest = new ArrayList<>();
        if (from != null && from.isBefore(firstMonth())) {
            rest.add(rows(ownedBy, from, firstMonth()));
        }
        if (to != null && endMonth().isBefore(to)) {
            rest.add(rows(ownedBy, endMonth(), to));
        }
        return rest;
    }

    private boolean byOne() {
        return Stream.of(owner, offering, source).filter(Objects::nonNull).count() <= 1;
    }

    private boolean hasWholeMonths() {
        return from == null || to == null || firstMonth().isBefore(endMonth());
    }

    private Condition rows(String ownedBy, Instant start, Instant end) {
        return Condition.ALWAYS
                .andIf("pipeline_key = ?", pipeline)
                .andIf(ownedBy, owner)
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
