package io.salesprocess.pipeline.domain;

import java.util.List;
import java.util.Objects;

/**
 * A deal as an exit criterion of one of its stages sees it.
 *
 * @param stage the stage that the criterion belongs to, which may be an earlier one than that where the deal stands (rule 3)
 * @param worth null while unknown
 * @param onwards the keys of the stages from that one to where the deal stands, both included
 */
public record Situation(String stage, Evidence evidence, Worth worth, List<String> onwards) {

    public Situation {
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(evidence, "evidence");
        onwards = List.copyOf(onwards);
    }

    /** A deal that stands in the stage of the criterion. */
    public Situation(String stage, Evidence evidence, Worth worth) {
        this(stage, evidence, worth, List.of(stage));
    }

    /** The round in the stage where the deal stands that waits for a decision, or null. */
    Approvals.Round openRound() {
        return evidence.approvals().open(onwards.get(onwards.size() - 1)).orElse(null);
    }
}
