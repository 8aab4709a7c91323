package io.salesprocess.platform.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Collects the wrong places of a request, up to a limit. A sender can make a body with tens of thousands of them; beyond the
 * limit nothing is kept, and code that collects stops looking when this is full.
 */
public final class Faults {

    /** The most places that one answer names. */
    public static final int MOST = 100;

    /** What the places may take in the answer, together; so that no answer exceeds 64 KiB, with what surrounds them. */
    private static final int MOST_BYTES = 48 * 1024;

    private final List<FieldError> errors = new ArrayList<>();
    private int bytes;
    private boolean isFull;

    /** The first of these, as far as there is room. */
    public static Faults of(Collection<FieldError> errors) {
        Faults faults = new Faults();
        faults.addAll(errors);
        return faults;
    }

    /** Keeps the place if there is room. */
    public void add(FieldError error) {
        if (isFull) {
            return;
        }
        bytes += error.size();
        if (errors.size() == MOST || bytes > MOST_BYTES) {
            isFull = true;
        } else {
            errors.add(error);
        }
    }

    /** Keeps the places for which there is room. */
    public void addAll(Iterable<FieldError> more) {
        for (FieldError error : more) {
            if (isFull) {
                return;
            }
            add(error);
        }
    }

    /** Whether there were more than are kept. Then looking for others is of no use. */
    public boolean isFull() {
        return isFull;
    }

    public boolean isEmpty() {
        return errors.isEmpty();
    }

    /** The kept ones, in the order in which they were found. */
    public List<FieldError> errors() {
        return List.copyOf(errors);
    }

    /** Refuses the request if a place is wrong. */
    public void throwIfAny() {
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(this);
        }
    }

    String summary() {
        if (isFull) {
            return "More than " + errors.size() + " places of the request must be corrected; errors names the first "
                    + errors.size() + ".";
        }
        String places = errors.size() == 1 ? "One place" : errors.size() + " places";
        return places + " of the request must be corrected; see errors.";
    }
}
