package io.salesprocess.deal.domain;

import io.salesprocess.pipeline.domain.Pipeline;
import io.salesprocess.pipeline.domain.Stage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /**
     * Tells a deal what should have happened by now. Those that are due, still stand and have not been told are recorded, and the
     * others left out, because much can have happened since they were looked at; refused if none is left.
     */
    record Remind(List<Reminder> reminders) implements DealCommand {
        public Remind {
            reminders = List.copyOf(reminders);
        }
    }

    /**
     * Has the deal follow another version of its pipeline (rule 4).
     *
     * @param from the version that the deal is believed to follow
     * @param to the other version
     * @param stageMapping new keys by old ones; a stage that is not named keeps its key
     */
    record Migrate(int from, Pipeline to, Map<String, String> stageMapping) implements DealCommand {
        public Migrate {
            stageMapping = Map.copyOf(stageMapping);
        }

        /** The key that a stage has in the other version, if it is there. */
        String keyOf(String stage) {
            return stageMapping.getOrDefault(stage, stage);
        }

        /**
         * What speaks against moving an open deal.
         *
         * @param visited the keys of the stages that it has been in, in order; the last is the current one
         */
        public Optional<Refusal.RuleViolated> objection(List<String> visited) {
            List<String> stages = to.stages().stream().map(Stage::key).toList();
            String current = visited.get(visited.size() - 1);
            int place = stages.indexOf(keyOf(current));
            if (place < 0) {
                return refuse("Stage " + current + " is not a stage of " + version() + ", and not mapped to one.");
            }
            Map<String, String> taken = new HashMap<>();
            for (String done : visited.subList(0, visited.size() - 1)) {
                if (stages.indexOf(keyOf(done)) >= place) {
                    return refuse("Stage " + done + " is done, and would have to be done again: " + version()
                            + " has it at or after stage " + keyOf(current) + ".");
                }
                String other = taken.put(keyOf(done), done);
                if (other != null) {
                    return refuse("Stages " + other + " and " + done + " are done, and would become one stage, "
                            + keyOf(done) + ".");
                }
            }
            return Optional.empty();
        }

        private String version() {
            return "version " + to.ref().version();
        }

        private static Optional<Refusal.RuleViolated> refuse(String detail) {
            return Optional.of(new Refusal.RuleViolated(4, detail));
        }
    }
}
