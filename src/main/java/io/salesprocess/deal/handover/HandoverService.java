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

    /** What one request may take: some thousand deals, and less than clients and proxies wait. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

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
        List<UUID> takers = takers(before);
        if (takers.isEmpty()) {
            if (before.moved() == 0) {
                throw nobody(before);
            }
            return over(before);
        }
        List<Deals.Opened> next = deals.openOf(before.from(), before.last(), AT_ONCE);
        Progress after = before;
        for (Deals.Opened deal : next) {
            LockedDeal locked = deals.lock(caller, Permission.ASSIGN_OWNERS, deal.id(), ExpectedVersion.ANY);
            boolean isTheirs = before.from().equals(locked.deal().ownerId())
                    && locked.deal().status() == DealStatus.OPEN;
            // Another caller may have closed it or given it away since it was looked for.
            if (isTheirs) {
                UUID taker = takers.get((int) ((after.moved() - before.moved()) % takers.size()));
                deals.change(locked, DealCommand.Record.of(new Fact.OwnerAssigned(taker)));
            }
            after = after.moved(deal, isTheirs ? 1 : 0);
        }
        return next.size() < AT_ONCE || after.isLate() ? over(after) : after;
    }

    private Progress over(Progress progress) {
        return progress.over(deals.countOpenOf(progress.from(), MOST_COUNTED));
    }

    /** Who gets the next deals, in this order and then again, and takes deals until the transaction ends. */
    private List<UUID> takers(Progress progress) {
        if (progress.to() == null) {
            return salespeople.inTurns(progress.turn() + progress.moved(), AT_ONCE, progress.from());
        }
        boolean takes = !progress.to().equals(progress.from()) && salespeople.takesDeals(progress.to());
        return takes ? List.of(progress.to()) : List.of();
    }

    private ProblemException nobody(Progress progress) {
        UUID to = progress.to();
        if (to == null) {
            return ProblemException.of(ProblemType.CONFLICT, "No other salesperson is active and present today.");
        }
        String detail = to.equals(progress.from())
                ? "must be another salesperson"
                : salespeople.absentToday(Set.of(to)).isEmpty()
                        ? "is not the id of an active salesperson"
                        : "is the id of a salesperson who is absent today";
        return ProblemException.invalid(FieldError.at("/to", detail));
    }
}
