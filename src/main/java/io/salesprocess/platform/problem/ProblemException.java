package io.salesprocess.platform.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ends a request with a problem, and its transaction with a rollback. It carries no stack trace, because it is an answer and
 * not a fault.
 */
public final class ProblemException extends RuntimeException {

    /** So that a small wrong request does not get a huge answer. */
    private static final int MOST_ERRORS = 100;

    private final ProblemType type;
    private final Map<String, Object> members = new LinkedHashMap<>();

    private ProblemException(ProblemType type, String detail, Throwable cause) {
        super(detail, cause, false, false);
        this.type = type;
    }

    /**
     * A problem of this type.
     *
     * @param detail what is wrong this time, and what to do; shown to the caller
     */
    public static ProblemException of(ProblemType type, String detail) {
        return new ProblemException(type, detail, null);
    }

    /** There is nothing at this address. */
    public static ProblemException notFound() {
        return of(ProblemType.NOT_FOUND, "There is nothing at this address.");
    }

    /** The content of the request is wrong in these places. */
    public static ProblemException invalid(List<FieldError> errors) {
        String places = errors.size() == 1 ? "One place" : errors.size() + " places";
        return of(ProblemType.INVALID_REQUEST, places + " of the request must be corrected; see errors.")
                .with("errors", List.copyOf(errors.subList(0, Math.min(errors.size(), MOST_ERRORS))));
    }

    /** The content of the request is wrong in this place. */
    public static ProblemException invalid(FieldError error) {
        return invalid(List.of(error));
    }

    /** Adds a member to the problem. */
    public ProblemException with(String name, Object value) {
        members.put(name, value);
        return this;
    }

    public ProblemType type() {
        return type;
    }

    /** Members besides those that every problem has. */
    public Map<String, Object> members() {
        return members;
    }
}
