package io.salesprocess.access;

import io.salesprocess.platform.sql.Condition;
import java.util.UUID;

/** On which deals a right may be used. The condition in SQL and the one in Java say the same; a test compares them. */
enum Reach {
    EVERY_DEAL("") {
        @Override
        boolean includes(UUID ownerId, boolean isOpen, String stage, UUID caller) {
            return true;
        }

        @Override
        Condition condition(String deal, UUID caller) {
            return Condition.ALWAYS;
        }
    },
    OWN(" (on deals that they own)") {
        @Override
        boolean includes(UUID ownerId, boolean isOpen, String stage, UUID caller) {
            return caller != null && caller.equals(ownerId);
        }

        @Override
        Condition condition(String deal, UUID caller) {
            return caller == null ? Condition.NEVER : Condition.of(deal + ".owner_id = ?", caller);
        }
    },
    OWN_OR_UNASSIGNED(" (on deals that they own, or nobody)") {
        @Override
        boolean includes(UUID ownerId, boolean isOpen, String stage, UUID caller) {
            return ownerId == null || ownerId.equals(caller);
        }

        @Override
        Condition condition(String deal, UUID caller) {
            return OWN.condition(deal, caller).or(Condition.of(deal + ".owner_id IS NULL"));
        }
    },
    IN_RELATIONSHIP(" (on open deals in the relationship stage)") {
        @Override
        boolean includes(UUID ownerId, boolean isOpen, String stage, UUID caller) {
            return isOpen && RELATIONSHIP.equals(stage);
        }

        @Override
        Condition condition(String deal, UUID caller) {
            return Condition.of("(" + deal + ".status = 'open' AND " + deal + ".stage = '" + RELATIONSHIP + "')");
        }
    };

    private static final String RELATIONSHIP = "relationship";

    private final String inWords;

    Reach(String inWords) {
        this.inWords = inWords;
    }

    /** What to add to the name of a role that reaches so far. */
    String inWords() {
        return inWords;
    }

    /** Whether a deal that stands like this is within reach. */
    abstract boolean includes(UUID ownerId, boolean isOpen, String stage, UUID caller);

    /** The same as a condition on the table {@code deal}, under the name that the query gives it. */
    abstract Condition condition(String deal, UUID caller);
}
