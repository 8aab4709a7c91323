package io.salesprocess.platform.http;

import io.salesprocess.platform.problem.FieldError;
import io.salesprocess.platform.problem.ProblemException;

/** Query parameters that are true or false. Anything else is refused, because it would silently mean false. */
public final class QueryFlag {

    private QueryFlag() {}

    /** Whether the parameter is {@code true}; absent means {@code false}. */
    public static boolean isSet(String parameter, String value) {
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.equals("true")) {
            return true;
        }
        throw ProblemException.invalid(FieldError.in(parameter, "must be true or false"));
    }
}
