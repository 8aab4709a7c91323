package io.salesprocess.platform.database;

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

    /** Holds where this and the other one do. */
    public Condition and(Condition other) {
        if (this == ALWAYS || other == NEVER) {
            return other;
        }
        if (other == ALWAYS || this == NEVER) {
            return this;
        }
        return join(" AND ", other);
    }

    /** Holds where this does and the value fulfils the condition; the same as this without a value. */
    public Condition andIf(String more, Object value) {
        return value == null ? this : and(of(more, value));
    }

    /** Holds where this or the other one does. */
    public Condition or(Condition other) {
        if (this == NEVER || other == ALWAYS) {
            return other;
        }
        if (other == NEVER || this == ALWAYS) {
            return this;
        }
        return join(" OR ", other);
    }

    private Condition join(String operator, Condition other) {
        List<Object> all = new ArrayList<>(parameters);
        all.addAll(other.parameters);
        return new Condition("(" + sql + operator + other.sql + ")", all);
    }
}
