package io.salesprocess.platform.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * A condition of a statement, with the values of its parameters.
 *
 * @param sql written in the source; what callers send is in the parameters only
 */
public record Condition(String sql, List<Object> parameters) {

    /** Holds for every row. */
    public static final Condition ALWAYS = of("TRUE");

    /** Holds for no row. */
    public static final Condition NEVER = of("FALSE");

    public static Condition of(String sql, Object... parameters) {
        return new Condition(sql, List.of(parameters));
    }

    /** Holds where this or the other one does. */
    public Condition or(Condition other) {
        if (this == NEVER || other == ALWAYS) {
            return other;
        }
        if (other == NEVER || this == ALWAYS) {
            return this;
        }
        List<Object> all = new ArrayList<>(parameters);
        all.addAll(other.parameters);
        return new Condition("(" + sql + " OR " + other.sql + ")", all);
    }
}
