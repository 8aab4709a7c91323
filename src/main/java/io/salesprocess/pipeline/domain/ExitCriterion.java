package io.salesprocess.pipeline.domain;

import io.salesprocess.pipeline.domain.Criterion.Values;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A condition on a deal's evidence that must hold before a stage can be left, and hold on while later stages are left
 * (rules 2 and 3): one of the {@link Criteria}, with the parameters that a pipeline gives it.
 *
 * @param type the name in pipeline definitions and refusals, such as {@code interest-strong}
 * @param parameters by name, defaults included; empty for most
 */
public record ExitCriterion(String type, Map<String, Object> parameters) {

    /**
     * @throws IllegalArgumentException with sentences for people, if there is no such criterion or a parameter is unknown,
     *     missing or of the wrong type; {@link Criteria#faults} says where
     */
    public ExitCriterion {
        List<Criteria.Fault> faults = Criteria.faults(type, parameters);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(
                    faults.stream().map(Criteria.Fault::detail).collect(Collectors.joining(" ")));
        }
        parameters = Criteria.criterion(type).read(parameters);
    }

    /** Whether the deal meets the criterion. */
    public boolean isMetBy(Situation deal) {
        return Criteria.criterion(type).condition().test(deal, values());
    }

    /** One sentence for people that says what is missing, given that the deal does not meet the criterion. */
    public String missing(Situation deal) {
        return Criteria.criterion(type).missing().apply(deal, values());
    }

    /** What to do about it, given that the deal does not meet the criterion. */
    public Action action(Situation deal) {
        return Criteria.criterion(type).action().apply(deal, values());
    }

    /** Whether it asks for an approval (rule 13). */
    public boolean asksForApproval() {
        return type.equals(Criteria.APPROVED);
    }

    /** Whether it asks for the approval of people with this role (rule 13). */
    boolean asksForApprovalBy(String role) {
        return asksForApproval() && role.equals(values().text("role"));
    }

    private Values values() {
        return new Values(parameters);
    }
}
