package io.salesprocess.pipeline.domain;

import java.util.Map;

/**
 * A condition on a deal's evidence that must hold before a stage can be left, and hold on while later stages are left
 * (rules 2 and 3).
 *
 * <p>Every criterion is a nested record of {@link Criteria}, whose components are its parameters. Its name in pipeline
 * definitions is the record's, in lower case with hyphens.
 */
public interface ExitCriterion {

    /** Whether the evidence meets the criterion. */
    boolean isMetBy(Evidence evidence);

    /** One sentence for people that says what is missing, given that the evidence does not meet the criterion. */
    String missing(Evidence evidence);

    /** What to do about it, given that the evidence does not meet the criterion. */
    Remedy remedy(Evidence evidence);

    /** The name in pipeline definitions and refusals, such as {@code interest-strong}. */
    default String type() {
        return Vocabulary.nameOf(getClass());
    }

    /** The parameters by name, in the order in which the criterion declares them; empty for most. */
    default Map<String, Object> parameters() {
        return Vocabulary.parametersOf(this);
    }
}
