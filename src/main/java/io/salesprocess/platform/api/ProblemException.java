package io.salesprocess.platform.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Ends a request with a problem, and its transaction with a rollback. It carries no stack trace, because it is an answer and
 * not a fault.
 */
public final class ProblemException extends RuntimeException {

    private static final int LONGEST_DETAIL = 2_000;

    private final ProblemType type;
    private final Map<String, Object> members = new LinkedHashMap<>();
    private Outage outage;

    private ProblemException(ProblemType type, String detail, Throwable cause) {
        super(Excerpt.of(detail, LONGEST_DETAIL), cause, false, false);
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

    /**
     * The service cannot answer at the moment.
     *
     * @param outage what is away, for the metrics
     * @param detail shown to the caller
     */
    public static ProblemException unavailable(Outage outage, String detail) {
        ProblemException problem = of(ProblemType.UNAVAILABLE, detail);
        problem.outage = outage;
        return problem;
    }

    /** There is nothing at this address. */
    public static ProblemException notFound() {
        return of(ProblemType.NOT_FOUND, "There is nothing at this address.");
    }

    /** The content of the request is wrong in these places. */
    public static ProblemException invalid(List<FieldError> errors) {
        return invalid(Faults.of(errors));
    }

    /** The content of the request is wrong in these places. */
    public static ProblemException invalid(Faults faults) {
        return of(ProblemType.INVALID_REQUEST, faults.summary()).with("errors", faults.errors());
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

    /** What is away, if that ended the request. */
    public Optional<Outage> outage() {
        return Optional.ofNullable(outage);
    }

    /** The wrong places that it names. */
    public List<FieldError> errors() {
        return members.get("errors") instanceof List<?> places
                ? places.stream()
                        .filter(FieldError.class::isInstance)
                        .map(FieldError.class::cast)
                        .toList()
                : List.of();
    }

    /** Members besides those that every problem has. */
    public Map<String, Object> members() {
        return members;
    }
}
