package io.salesprocess.pipeline.domain;

import java.util.Objects;

/**
 * A deal as an exit criterion of one of its stages sees it.
 *
 * @param stage the stage that the criterion belongs to, which may be an earlier one than that where the deal stands (rule 3)
 * @param worth null while unknown
 */
public record Situation(String stage, Evidence evidence, Worth worth) {

    public Situation {
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(evidence, "evidence");
    }
}
