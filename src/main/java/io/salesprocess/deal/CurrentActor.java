package io.salesprocess.deal;

import io.salesprocess.access.Caller;
import io.salesprocess.deal.domain.Actor;
import jakarta.inject.Singleton;

/** The caller of the current request, as history names it. */
@Singleton
class CurrentActor {

    private final Caller caller;

    CurrentActor(Caller caller) {
        this.caller = caller;
    }

    Actor get() {
        return new Actor(Actor.Kind.USER, caller.actorId(), null);
    }
}
