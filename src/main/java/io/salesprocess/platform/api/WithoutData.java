package io.salesprocess.platform.api;

import java.sql.SQLException;

/**
 * A failure as it may be logged: what it was and where, but not its words, as those of libraries quote what they choked on,
 * which can be anybody's name. Our own words quote nothing.
 */
public final class WithoutData extends Throwable {

    private static final String OURS = "io.salesprocess.";
    private static final int DEEPEST = 20;

    private final String description;

    private WithoutData(Throwable failure, int depth) {
        super(null, cause(failure, depth), true, true);
        this.description = describe(failure);
        setStackTrace(failure.getStackTrace());
        for (Throwable suppressed : failure.getSuppressed()) {
            if (depth < DEEPEST) {
                addSuppressed(new WithoutData(suppressed, depth + 1));
            }
        }
    }

    public static Throwable of(Throwable failure) {
        return new WithoutData(failure, 0);
    }

    private static Throwable cause(Throwable failure, int depth) {
        return failure.getCause() == null || depth == DEEPEST ? null : new WithoutData(failure.getCause(), depth + 1);
    }

    private static String describe(Throwable failure) {
        String name = failure.getClass().getName();
        if (failure instanceof SQLException sql) {
            return name + ": SQLSTATE " + sql.getSQLState();
        }
        StackTraceElement[] stack = failure.getStackTrace();
        boolean isOurs = stack.length > 0 && stack[0].getClassName().startsWith(OURS);
        // The machine's own words name variables and not what is in them.
        boolean isPlain = isOurs || failure instanceof NullPointerException;
        return isPlain && failure.getMessage() != null ? name + ": " + failure.getMessage() : name;
    }

    @Override
    public String toString() {
        return description;
    }
}
