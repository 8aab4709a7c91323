package io.salesprocess.deal.handover;

import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.LockedDeal;
import io.salesprocess.deal.domain.DealCommand;
import io.salesprocess.deal.domain.DealStatus;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.platform.api.ExpectedVersion;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.salesperson.Salespeople;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Gives all open deals of a salesperson away, some in each transaction. Every deal goes through the write path and gets its event.
 * A handover that breaks off leaves each deal with its old owner or its new one; beginning again goes on with those that are
 * left.
 */
@UseCase
class HandoverService {

    /** Deals in one transaction: few, because others wait for them. */
    private static final int AT_ONCE = 20;

    /** What one request may take; at a thousand deals a second and more, enough for most salespeople. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private static final int MOST_COUNTED = 100_000;

    private final Deals deals;
    private final Salespeople salespeople;

    HandoverService(Deals deals, Salespeople salespeople) {
        this.deals = deals;
        this.salespeople = salespeople;
    }

    /**
     * How far a handover is.
     *
     * @param to who gets all, or null if the others take turns
     * @param turn whose turn it was at the beginning
     * @param begun on the machine's own clock
     * @param last the deal that was given away last
     * @param left open deals that are still there; empty while it goes on
     */
    record Progress(UUID from, UUID to, long turn, long begun, Deals.Opened last, long moved, Optional<Long> left) {

        private Progress moved(Deals.Opened deal, long more) {
            return new Progress(from, to, turn, begun, deal, moved + more, left);
        }

        private Progress over(long remaining) {
            return new Progress(from, to, turn, begun, last, moved, Optional.of(remaining));
        }

        private boolean isLate() {
            return System.nanoTime() - begun > LONGEST.toNanos();
        }
    }

    /** A handover that has not begun. */
    Progress start(UUID from, UUID to) {
        long turn = ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
        return new Progress(from, to, turn, System.nanoTime(), Deals.Opened.NONE, 0, Optional.empty());
    }

    /** Goes on with it in a transaction; refused, before anything was given away, if nobody is there to take the deals. */
    Progress step(Caller caller, Progress before) {
        caller.require(Permission.ASSIGN_OWNERS);
        if (!salespeople.exists(before.from())) {
            throw ProblemException.notFound();
        }
        Optional<ProblemException> objection = objection(before);
        if (objection.isPresent()) {
            if (before.moved() == 0) {
                throw objection.get();
            }
            return over(before);
        }
        List<Deals.Opened> next = deals.openOf(before.from(), before.last(), AT_ONCE);
        Progress after = before;
        for (Deals.Opened deal : next) {
            LockedDeal locked = deals.lock(caller, Permission.ASSIGN_OWNERS, deal.id(), ExpectedVersion.ANY);
            after = after.moved(deal, giveAway(locked, after) ? 1 : 0);
        }
        return next.size() < AT_ONCE || after.isLate() ? over(after) : after;
    }

    private Progress over(Progress progress) {
        return progress.over(deals.countOpenOf(progress.from(), MOST_COUNTED));
    }

    /** Not a deal that has been closed or given away since it was looked for, and none if nobody has time for it. */
    private boolean giveAway(LockedDeal locked, Progress progress) {
        boolean isTheirs =
                progress.from().equals(locked.deal().ownerId()) && locked.deal().status() == DealStatus.OPEN;
        Optional<UUID> owner = isTheirs ? taker(progress) : Optional.empty();
        owner.ifPresent(id -> deals.change(locked, DealCommand.Record.of(new Fact.OwnerAssigned(id))));
        return owner.isPresent();
    }

    /** Who gets the next deal, and takes deals until the transaction ends; a single one has been made sure of already. */
    private Optional<UUID> taker(Progress progress) {
        return progress.to() == null
                ? salespeople.inTurn(progress.turn() + progress.moved(), progress.from())
                : Optional.of(progress.to());
    }

    /** Why nobody takes deals; if there is no reason, that stays so until the transaction ends for a single one who gets all. */
    private Optional<ProblemException> objection(Progress progress) {
        UUID to = progress.to();
        if (to == null) {
            return salespeople.inTurn(progress.turn(), progress.from()).isPresent()
                    ? Optional.empty()
                    : Optional.of(ProblemException.of(
                            ProblemType.CONFLICT, "No other salesperson is active and present today."));
        }
        if (to.equals(progress.from())) {
            return wrong("must be another salesperson");
        }
        if (salespeople.takesDeals(to)) {
            return Optional.empty();
        }
        return wrong(
                salespeople.absentToday(Set.of(to)).isEmpty()
                        ? "is not the id of an active salesperson"
                        : "is the id of a salesperson who is absent today");
    }

    private static Optional<ProblemException> wrong(String detail) {
        return Optional.of(ProblemException.invalid(FieldError.at("/to", detail)));
    }
}
