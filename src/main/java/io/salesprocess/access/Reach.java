package io.salesprocess.access;

import io.salesprocess.platform.sql.Condition;
import java.util.UUID;

/** On which deals a right may be used. The condition in SQL and the one in Java say the same; a test compares them. */
enum Reach {
    EVERY_DEAL("") {
        @Override
        boolean includes(UUID ownerId, boolean isOpen, boolean isReception, UUID caller) {
            return true;
        }

        @Override
        Condition condition(String deal, UUID caller) {
            return Condition.ALWAYS;
        }
    },
    OWN(" (on deals that they own)") {
        @Override
        boolean includes(UUID ownerId, boolean isOpen, boolean isReception, UUID caller) {
            return caller != null && caller.equals(ownerId);
        }

        @Override
        Condition condition(String deal, UUID caller) {
            return caller == null ? Condition.NEVER : Condition.of(deal + ".owner_id = ?", caller);
        }
    },
    OWN_OR_UNASSIGNED(" (on deals that they own, and on unassigned deals)") {
        @Override
        boolean includes(UUID ownerId, boolean isOpen, boolean isReception, UUID caller) {
            return ownerId == null || ownerId.equals(caller);
        }

        @Override
        Condition condition(String deal, UUID caller) {
            return OWN.condition(deal, caller).or(Condition.of(deal + ".owner_id IS NULL"));
        }
    },
    RECEPTION(" (on open deals in stages with reception)") {
        @Override
        boolean includes(UUID ownerId, boolean isOpen, boolean isReception, UUID caller) {
            return isOpen && isReception;
        }

        @Override
        Condition condition(String deal, UUID caller) {
            return Condition.of(
                    "(%1$s.status = 'open' AND EXISTS (SELECT FROM pipeline_version v WHERE v.key = %1$s.pipeline_key"
                            .concat(" AND v.version = %1$s.pipeline_version AND %1$s.stage = ANY (v.reception)))")
                            .formatted(deal));
        }
    };

    private final String inWords;

    Reach(String inWords) {
        this.inWords = inWords;
    }

    /** What to add to the name of a role that reaches so far. */
    String inWords() {
        return inWords;
    }

    /**
     * Whether a deal that stands like this is within reach.
     *
     * @param isReception whether receptionists work in its stage
     */
    abstract boolean includes(UUID ownerId, boolean isOpen, boolean isReception, UUID caller);

    /** The same as a condition on the table {@code deal}, under the name that the query gives it. */
    abstract Condition condition(String deal, UUID caller);
}
