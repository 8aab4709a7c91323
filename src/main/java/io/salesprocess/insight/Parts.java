package io.salesprocess.insight;

import io.salesprocess.platform.database.Condition;
import java.util.List;
import java.util.stream.Stream;

/** A union of what is counted already and of what is counted row by row. */
record Parts(String sql, List<Object> parameters) {

    /**
     * The one and the other.
     *
     * @param counts a query with a place for a condition
     * @param rows another one with the same columns
     */
    static Parts of(String counts, List<Condition> counted, String rows, List<Condition> uncounted) {
        List<String> queries = Stream.concat(
                        counted.stream().map(condition -> counts.formatted(condition.sql())),
                        uncounted.stream().map(condition -> rows.formatted(condition.sql())))
                .toList();
        List<Object> parameters = Stream.concat(counted.stream(), uncounted.stream())
                .flatMap(condition -> condition.parameters().stream())
                .toList();
        return new Parts(String.join("\nUNION ALL ", queries), parameters);
    }

    /** One query for each condition; empty without any. */
    static Parts of(String query, List<Condition> conditions) {
        return of(query, conditions, query, List.of());
    }
}
