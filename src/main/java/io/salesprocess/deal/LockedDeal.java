package io.salesprocess.deal;

import io.salesprocess.deal.domain.Actor;
import io.salesprocess.deal.domain.Deal;

/** A deal that an actor may change, and that no other transaction changes until this one ends. {@link Deals} hands it out. */
public final class LockedDeal {

    private final StoredDeal stored;
    private final Actor actor;

    LockedDeal(StoredDeal stored, Actor actor) {
        this.stored = stored;
        this.actor = actor;
    }

    /** The deal as it is before the change. */
    public Deal deal() {
        return stored.deal();
    }

    /** Who changes it. */
    public Actor actor() {
        return actor;
    }

    /** Its number, for people. */
    public long number() {
        return stored.number();
    }

    StoredDeal stored() {
        return stored;
    }
}
