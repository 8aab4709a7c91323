package io.salesprocess.access;

import java.util.UUID;

/** On which deals a permission may be used. The package of deals says the same in SQL; a test compares them. */
public enum Reach {
    EVERY_DEAL("") {
        @Override
        boolean includes(Standing deal, UUID caller) {
            return true;
        }
    },
    OWN(" (on deals that they own)") {
        @Override
        boolean includes(Standing deal, UUID caller) {
            return caller != null && caller.equals(deal.ownerId());
        }
    },
    OWN_OR_UNASSIGNED(" (on deals that they own, and on unassigned deals)") {
        @Override
        boolean includes(Standing deal, UUID caller) {
            return deal.ownerId() == null || deal.ownerId().equals(caller);
        }
    },
    RECEPTION(" (on open deals in stages with reception)") {
        @Override
        boolean includes(Standing deal, UUID caller) {
            return deal.isOpen() && deal.isReception();
        }
    },
    ADMINS_ASKED(" (on open deals whose pipeline asks administrators for approval)") {
        @Override
        boolean includes(Standing deal, UUID caller) {
            return deal.isOpen() && deal.asksAdmins();
        }
    };

    /**
     * What of a deal decides about its being within reach.
     *
     * @param ownerId null while it is unassigned
     * @param isReception whether receptionists work in its stage
     * @param asksAdmins whether its pipeline asks administrators for approval
     */
    public record Standing(UUID ownerId, boolean isOpen, boolean isReception, boolean asksAdmins) {}

    private final String inWords;

    Reach(String inWords) {
        this.inWords = inWords;
    }

    /** What to add to the name of a role that reaches so far. */
    String inWords() {
        return inWords;
    }

    /** Whether a deal that stands like this is within reach. */
    abstract boolean includes(Standing deal, UUID caller);
}
