package io.salesprocess.deal;

import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.api.ProblemException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** What a caller wants to see of the resources that a deal names, besides their ids. */
record Expansion(Set<Part> parts) {

    /** What the parameter does, for the document. */
    static final String DESCRIPTION =
            "What to show of the resources that a deal names, besides their ids. What the caller may not see is left out.";

    static final Expansion NOTHING = new Expansion(Set.of());

    /** What can be shown. */
    enum Part {
        PROSPECT,
        OFFERING
    }

    /** The parts that the parameter names, separated by commas, as JAX-RS calls it. */
    public static Expansion fromString(String text) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        for (String name : text.split(",", -1)) {
            Part wanted = Arrays.stream(Part.values())
                    .filter(part -> HyphenatedEnums.nameOf(part).equals(name))
                    .findFirst()
                    .orElseThrow(Expansion::unknown);
            if (!parts.add(wanted)) {
                throw unknown();
            }
        }
        return new Expansion(parts);
    }

    boolean isNothing() {
        return parts.isEmpty();
    }

    boolean has(Part part) {
        return parts.contains(part);
    }

    private static ProblemException unknown() {
        return ProblemException.invalid(
                FieldError.in("expand", "must be prospect, offering or prospect,offering, each once"));
    }
}
