package io.salesprocess.access;

import java.util.UUID;

/** On which deals a permission may be used. The package of deals says the same in SQL; a test compares them. */
public enum Reach {
    EVERY_DEAL("") {
        @Override
        boolean includes(UUID ownerId, boolean isOpen, boolean isReception, UUID caller) {
            return true;
        }
    },
    OWN(" (on deals that they own)") {
        @Override
        boolean includes(UUID ownerId, boolean isOpen, boolean isReception, UUID caller) {
            return caller != null && caller.equals(ownerId);
        }
    },
    OWN_OR_UNASSIGNED(" (on deals that they own, and on unassigned deals)") {
        @Override
        boolean includes(UUID ownerId, boolean isOpen, boolean isReception, UUID caller) {
            return ownerId == null || ownerId.equals(caller);
        }
    },
    RECEPTION(" (on open deals in stages with reception)") {
        @Override
        boolean includes(UUID ownerId, boolean isOpen, boolean isReception, UUID caller) {
            return isOpen && isReception;
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
}
