package io.salesprocess.pipeline.domain;

import io.salesprocess.pipeline.domain.Criterion.Values;
import java.util.Map;

/**
 * A condition on a deal's evidence that must hold before a stage can be left, and hold on while later stages are left
 * (rules 2 and 3): one of the {@link Criteria}, with the parameters that a pipeline gives it.
 *
 * @param type the name in pipeline definitions and refusals, such as {@code interest-strong}
 * @param parameters by name, defaults included; empty for most
 */
public record ExitCriterion(String type, Map<String, Object> parameters) {

    /**
     * @throws IllegalArgumentException with a sentence for people, if there is no such criterion or a parameter is unknown,
     *     missing or of the wrong type
     */
    public ExitCriterion {
        parameters = Criteria.criterion(type).read(parameters);
    }

    /** Whether the evidence meets the criterion. */
    public boolean isMetBy(Evidence evidence) {
        return Criteria.criterion(type).condition().test(evidence, values());
    }

    /** One sentence for people that says what is missing, given that the evidence does not meet the criterion. */
    public String missing(Evidence evidence) {
        return Criteria.criterion(type).missing().apply(evidence, values());
    }

    /** What to do about it, given that the evidence does not meet the criterion. */
    public Action action(Evidence evidence) {
        return Criteria.criterion(type).action().apply(evidence, values());
    }

    private Values values() {
        return new Values(parameters);
    }
}
