package io.salesprocess.insight;

import io.salesprocess.platform.database.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * What was read.
 *
 * @param exact whether it is the state of one moment
 * @param asOf that moment, or an earlier one if nothing has happened since
 */
record Reading<T>(boolean exact, Instant asOf, T figures) {

    /** In one statement, how far history has been followed is of the same moment as the figures. */
    private static final String WITH_PROGRESS = """
            SELECT p.exact, p.as_of, f.* FROM follower_progress p LEFT JOIN (%s) f ON true
            WHERE p.name = '""" + Projection.NAME + "'";

    /**
     * Reads figures and how far they follow history.
     *
     * @param query in whose rows the column {@code of} is never null
     */
    static <T> Reading<List<T>> read(Sql sql, String query, Sql.Row<T> reader, List<Object> parameters) {
        record Line<T>(boolean exact, Instant asOf, T figure) {}
        List<Line<T>> lines = sql.list(
                WITH_PROGRESS.formatted(query),
                row -> new Line<>(
                        row.getBoolean("exact"),
                        Sql.instant(row, "as_of"),
                        row.getObject("of") == null ? null : reader.read(row)),
                parameters.toArray());
        List<T> figures =
                lines.stream().map(Line::figure).filter(Objects::nonNull).toList();
        return lines.isEmpty()
                ? new Reading<>(false, Instant.MIN, figures)
                : new Reading<>(lines.get(0).exact(), lines.get(0).asOf(), figures);
    }

    <V> Reading<V> map(Function<T, V> made) {
        return new Reading<>(exact, asOf, made.apply(figures));
    }

    /** The same, of a moment that is not before this one. */
    Reading<T> notBefore(Instant reached) {
        return asOf.isBefore(reached) ? new Reading<>(exact, reached, figures) : this;
    }
}
