package io.salesprocess.deal.domain;

import io.salesprocess.pipeline.domain.Action;
import io.salesprocess.pipeline.domain.ExitCriterion;
import java.util.List;

/** Why a command is not carried out. A refused command changes nothing and leaves no event. */
public sealed interface Refusal {

    /** What it is called among the metrics. */
    String kind();

    /** The deal is not in the stage that the caller believes it to be in (rule 1). */
    record OutOfOrder(String believed, String actual) implements Refusal {
        @Override
        public String kind() {
            return "out-of-order";
        }
    }

    /** The deal is closed, and this needs an open one (rule 6). */
    record DealClosed(DealStatus status) implements Refusal {
        @Override
        public String kind() {
            return "deal-closed";
        }
    }

    /** The table of transitions does not have this one for the deal's status. */
    record TransitionNotAllowed(TransitionType type, DealStatus status) implements Refusal {
        @Override
        public String kind() {
            return "transition-not-allowed";
        }
    }

    /** The transition needs a reason (rules 4 and 6). */
    record ReasonMissing(TransitionType type) implements Refusal {
        @Override
        public String kind() {
            return "reason-missing";
        }
    }

    /** Exit criteria do not hold (rules 2 and 3). */
    record CriteriaUnmet(List<Unmet> unmet) implements Refusal {
        public CriteriaUnmet {
            unmet = List.copyOf(unmet);
        }

        @Override
        public String kind() {
            return "criteria-unmet";
        }
    }

    /** What was meant has already happened otherwise, such as a second answer to a question. */
    record Conflict(String detail) implements Refusal {
        @Override
        public String kind() {
            return "conflict";
        }
    }

    /** Others may do it, but not this caller. */
    record Forbidden(int rule, String detail) implements Refusal {
        @Override
        public String kind() {
            return "forbidden";
        }
    }

    /** Another rule forbids it. */
    record RuleViolated(int rule, String detail) implements Refusal {
        @Override
        public String kind() {
            return "rule-violated";
        }
    }

    /**
     * An exit criterion that does not hold.
     *
     * @param stage the stage that the criterion belongs to
     * @param detail what is missing, for people
     * @param action what would satisfy it
     */
    record Unmet(ExitCriterion criterion, String stage, String detail, Action action) {}
}
