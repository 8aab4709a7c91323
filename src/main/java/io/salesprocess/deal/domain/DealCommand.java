package io.salesprocess.deal.domain;

import java.util.List;
import java.util.Map;

/** A command to an existing deal. */
public sealed interface DealCommand {

    /**
     * A step through the pipeline.
     *
     * @param from the stage that the caller believes the deal to be in
     * @param reason why; needed by all but {@code advance}, and kept apart from history's facts (rule 12)
     */
    record Transition(TransitionType type, String from, String reason) implements DealCommand {}

    /**
     * Something has happened that the deal should know of; all of it is recorded, or nothing.
     *
     * @param facts at least one, because every accepted command appends an event (rule 8)
     * @param customFields all custom fields from now on, kept apart from history's facts (rule 12); null if they stay
     */
    record Record(List<Fact> facts, Map<String, Object> customFields) implements DealCommand {
        public Record {
            facts = List.copyOf(facts);
            if (facts.isEmpty()) {
                throw new IllegalArgumentException("A command records at least one fact.");
            }
        }

        public static Record of(Fact... facts) {
            return of(List.of(facts));
        }

        public static Record of(List<Fact> facts) {
            return new Record(facts, null);
        }
    }
}
