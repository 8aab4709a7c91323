package io.salesprocess.evidence;

import io.salesprocess.deal.domain.Actor;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.Fact;
import java.util.UUID;

/** A part of a deal that is kept as one piece and changed by patches: assessment, qualification, survey. */
interface Sheet<B> {

    /** What it says of the deal now. */
    B of(Deal deal);

    /** Refuses content that its constraints do not cover. */
    default void check(B after) {}

    /** What the deal is told of it. */
    Fact fact(B after);

    /** Keeps it, once the deal has accepted the fact. */
    void keep(UUID dealId, B before, B after, Actor by);
}
