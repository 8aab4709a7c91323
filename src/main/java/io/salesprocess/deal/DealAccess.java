package io.salesprocess.deal;

import io.salesprocess.access.Caller;
import io.salesprocess.access.DealScope;
import io.salesprocess.access.Permission;
import io.salesprocess.access.Reach;
import io.salesprocess.access.Role;
import io.salesprocess.deal.domain.Actor;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.DealStatus;
import io.salesprocess.pipeline.Pipelines;
import io.salesprocess.pipeline.domain.Pipeline;
import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.UUID;

/** What callers may see and do of deals, and how history names them. */
@Singleton
class DealAccess {

    /** What criteria call the people whom {@link Reach#ADMINS_ASKED} is about. */
    private static final String ADMIN = HyphenatedEnums.nameOf(Role.ADMIN);

    private final Pipelines pipelines;

    DealAccess(Pipelines pipelines) {
        this.pipelines = pipelines;
    }

    /** The caller, as history names them. */
    static Actor actor(Caller caller) {
        Actor.Kind kind =
                switch (caller.kind()) {
                    case API_KEY -> Actor.Kind.API_KEY;
                    case USER -> Actor.Kind.USER;
                    case NOBODY -> throw new IllegalStateException("A caller without credentials cannot act.");
                };
        return new Actor(kind, caller.id(), caller.salespersonId());
    }

    /** Whether the caller may see the deal. */
    boolean sees(Caller caller, Deal deal) {
        return sees(caller, Permission.READ_DEALS, deal);
    }

    /** Whether the caller may see that part of the deal. */
    boolean sees(Caller caller, Permission part, Deal deal) {
        return includes(caller.scope(part), deal, deal.ownerId());
    }

    /** Refuses a deal that the caller may not see, as if there were none. */
    void maySee(Caller caller, Deal deal) {
        if (!sees(caller, deal)) {
            throw ProblemException.notFound();
        }
    }

    /** Refuses a deal on which the caller may not use the permission. */
    void mayChange(Caller caller, Permission permission, Deal deal) {
        mayChange(caller, permission, deal, deal.ownerId());
    }

    /** The same for a deal that the change itself gives this owner. */
    void mayChange(Caller caller, Permission permission, Deal deal, UUID ownerId) {
        if (!sees(caller, deal) && !includes(caller.scope(permission), deal, deal.ownerId())) {
            throw ProblemException.notFound();
        }
        if (!includes(caller.require(permission), deal, ownerId)) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN,
                    permission == Permission.APPROVE_DEALS
                            ? "The deal's pipeline does not ask for the approval of the caller's roles."
                            : ownerId == null
                                    ? "The deal is unassigned. Take it first by setting its ownerId to your own id."
                                    : "The deal belongs to another salesperson.");
        }
    }

    /** Refuses to give a deal from one owner to another, unless the caller may assign, or takes what nobody owns. */
    static void mayAssign(Caller caller, UUID from, UUID to) {
        boolean stays = Objects.equals(from, to);
        boolean takes = from == null && to != null && to.equals(caller.salespersonId());
        if (!stays && !takes && !caller.may(Permission.ASSIGN_OWNERS)) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN,
                    "Without the permission assign-owners, a salesperson can only take an unassigned deal.");
        }
    }

    private boolean includes(DealScope scope, Deal deal, UUID ownerId) {
        Pipeline pipeline = pipelines.get(deal.pipeline());
        return scope.includes(new Reach.Standing(
                ownerId,
                deal.status() == DealStatus.OPEN,
                pipeline.stage(deal.stage()).reception(),
                pipeline.asksForApprovalBy(ADMIN)));
    }
}
