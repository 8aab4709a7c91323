package io.salesprocess.pipeline.field;

import io.salesprocess.platform.database.Condition;
import io.salesprocess.platform.database.Sql;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** The index of values, which triggers keep. */
@Singleton
class CustomValueStore {

    /** So many deals or prospects are read and sorted within some milliseconds. */
    private static final int FEW = 1_000;

    private final Sql sql;

    CustomValueStore(Sql sql) {
        this.sql = sql;
    }

    /** Whether one of the conditions on rows {@code v} holds for few of them; counting ends there. */
    boolean areFew(List<Condition> values) {
        StringBuilder counts = new StringBuilder();
        List<Object> parameters = new ArrayList<>();
        for (Condition value : values) {
            counts.append(counts.isEmpty() ? "" : ", ")
                    .append("(SELECT count(*) FROM (SELECT FROM custom_value v WHERE ")
                    .append(value.sql())
                    .append(" LIMIT ?) AS counted)");
            parameters.addAll(value.parameters());
            parameters.add(FEW + 1);
        }
        return sql.first("SELECT least(" + counts + ")", row -> row.getLong(1), parameters.toArray())
                        .orElseThrow()
                <= FEW;
    }

    /** Holds where a column names a deal or prospect with such a value, looked up for each. */
    static Condition holds(Condition value, String column) {
        // By the primary key: the sum keeps the planner from going through a whole range of amounts for each, and the
        // offset from
        // making a join of it, which would read all values first.
        String byKey = value.sql().replace("v.amount", "(v.amount + 0)");
        return new Condition(
                "EXISTS (SELECT FROM custom_value v WHERE v.subject_id = " + column + " AND " + byKey + " OFFSET 0)",
                value.parameters());
    }

    /** The same, looked up from the values. */
    static Condition leadsTo(Condition value, String column) {
        return new Condition(
                column + " IN (SELECT v.subject_id FROM custom_value v WHERE " + value.sql() + ")", value.parameters());
    }
}
