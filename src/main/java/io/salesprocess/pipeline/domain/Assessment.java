package io.salesprocess.pipeline.domain;

import java.util.Objects;

/**
 * How the salesperson sees the prospect.
 *
 * @param interest null while it has not been assessed
 * @param trustedAdvisor whether the prospect sees the salesperson as a trusted advisor
 * @param fit whether the offering and the prospect fit each other
 */
public record Assessment(Interest interest, boolean trustedAdvisor, Fit fit) {

    static final Assessment UNKNOWN = new Assessment(null, false, Fit.UNKNOWN);

    public Assessment {
        Objects.requireNonNull(fit, "fit");
    }

    /** How strong the prospect's interest is. */
    public enum Interest {
        NONE,
        SOME,
        STRONG
    }

    /** Whether the offering and the prospect fit each other. */
    public enum Fit {
        UNKNOWN,
        FIT,
        NO_FIT
    }
}
