package io.salesprocess.insight;

import static io.salesprocess.insight.PastStay.NEVER;

import io.salesprocess.deal.domain.DealEvent;
import io.salesprocess.deal.domain.DealEvent.DealAdvanced;
import io.salesprocess.deal.domain.DealEvent.DealFellShort;
import io.salesprocess.deal.domain.DealEvent.DealLost;
import io.salesprocess.deal.domain.DealEvent.DealMigrated;
import io.salesprocess.deal.domain.DealEvent.DealOpened;
import io.salesprocess.deal.domain.DealEvent.DealReopened;
import io.salesprocess.deal.domain.DealEvent.DealWon;
import io.salesprocess.deal.domain.Fact.OfferingSelected;
import io.salesprocess.deal.domain.Fact.OwnerAssigned;
import io.salesprocess.deal.domain.Fact.ProposalAccepted;
import io.salesprocess.deal.domain.Fact.ValueChanged;
import io.salesprocess.deal.domain.Money;
import io.salesprocess.insight.PastStay.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What a deal's stays in stages have been at each moment, folded from its history (rule 8) event by event. Of what is known from
 * earlier events only the present rows are needed. Times of a deal never go back.
 */
final class PastDeal {

    /** The events that change anything here. */
    static final Set<String> EVENTS = Set.of(
            "deal.opened",
            "deal.advanced",
            "deal.fell-short",
            "deal.won",
            "deal.lost",
            "deal.reopened",
            "deal.migrated",
            "deal.owner-assigned",
            "deal.offering-selected",
            "deal.value-changed",
            "proposal.accepted");

    private final UUID id;
    private final List<Stay> stays = new ArrayList<>();
    private final List<PastStay> ended = new ArrayList<>();
    private Origin origin;
    private UUID owner;
    private UUID offering;
    private Money value;
    private long sequence;
    private Instant now = Instant.MIN;

    /** A deal of which nothing is known yet. */
    PastDeal(UUID id) {
        this.id = id;
    }

    /** A deal of which these are the present rows. */
    static PastDeal of(List<PastStay> present) {
        PastDeal deal = new PastDeal(present.get(0).deal());
        present.stream()
                .sorted(Comparator.comparingInt(PastStay::place))
                .forEach(row -> deal.stays.add(deal.new Stay(row)));
        PastStay last =
                present.stream().max(Comparator.comparingInt(PastStay::place)).orElseThrow();
        deal.origin = last.origin();
        deal.owner = last.owner();
        deal.offering = last.offering();
        deal.value = last.currency() == null ? null : new Money(last.amount(), last.currency());
        for (PastStay row : present) {
            deal.sequence = Math.max(deal.sequence, row.sequence());
            deal.now = latest(deal.now, row.since());
            deal.now = row.leftAt().equals(NEVER) ? deal.now : latest(deal.now, row.leftAt());
            deal.now = row.closedAt().equals(NEVER) ? deal.now : latest(deal.now, row.closedAt());
        }
        return deal;
    }

    /** A stay as it is at present; what it was before is among the rows that have ended. */
    private final class Stay {
        private final int place;
        private final Instant enteredAt;
        private Instant since;
        private String stage;
        private Instant leftAt = NEVER;
        private Instant closedAt = NEVER;
        private boolean won;
        private int fellShort;
        private Money worth;

        Stay(String stage, Instant at) {
            this.place = stays.size();
            this.enteredAt = at;
            this.since = at;
            this.stage = stage;
            this.worth = value;
        }

        Stay(PastStay row) {
            this.place = row.place();
            this.enteredAt = row.enteredAt();
            this.since = row.since();
            this.stage = row.stage();
            this.leftAt = row.leftAt();
            this.closedAt = row.closedAt();
            this.won = row.won();
            this.fellShort = row.fellShort();
            this.worth = row.currency() == null ? null : new Money(row.amount(), row.currency());
        }

        /** From now on there is another row. What has held for no time at all has never been seen, and is overwritten. */
        void split() {
            if (since.isBefore(now)) {
                ended.add(until(now));
                since = now;
            }
        }

        PastStay until(Instant end) {
            return new PastStay(
                    id,
                    place,
                    since,
                    end,
                    origin,
                    stage,
                    owner,
                    offering,
                    enteredAt,
                    leftAt,
                    closedAt,
                    won,
                    fellShort,
                    worth == null ? null : worth.amount(),
                    worth == null ? null : worth.currency(),
                    sequence);
        }
    }

    /** Whether history has been followed as far as this already. */
    boolean knows(long event) {
        return event <= sequence;
    }

    boolean isKnown() {
        return origin != null;
    }

    /** Takes the next event. Those that change nothing may be left out. */
    void take(long number, Instant at, DealEvent event) {
        now = latest(now, at);
        if (event instanceof DealAdvanced advanced) {
            sequence = number;
            current().leftAt = now;
            stays.add(new Stay(advanced.to(), now));
        } else if (event instanceof DealFellShort) {
            current().split();
            current().fellShort++;
        } else if (event instanceof DealWon) {
            current().leftAt = now;
            close(true);
        } else if (event instanceof DealLost) {
            close(false);
        } else if (event instanceof DealReopened) {
            stays.forEach(Stay::split);
            stays.forEach(stay -> stay.closedAt = NEVER);
        } else if (event instanceof DealMigrated migrated) {
            rename(migrated);
        } else if (event instanceof OwnerAssigned assigned) {
            stays.forEach(Stay::split);
            owner = assigned.ownerId();
        } else if (event instanceof OfferingSelected selected) {
            stays.forEach(Stay::split);
            offering = selected.offeringId();
        } else if (event instanceof ValueChanged changed) {
            revalue(changed.value());
        } else if (event instanceof ProposalAccepted accepted && accepted.amount() != null) {
            revalue(accepted.amount());
        }
        sequence = number;
    }

    /** The first event. */
    void open(long number, Origin from, DealOpened opened) {
        now = latest(now, from.openedAt());
        origin = from;
        owner = opened.ownerId();
        offering = opened.offeringId();
        value = opened.value();
        stays.add(new Stay(opened.stage(), now));
        sequence = number;
    }

    /** Every row of the deal that was there or has come to be: what it is now. */
    List<PastStay> rows() {
        List<PastStay> rows = new ArrayList<>(ended);
        stays.forEach(stay -> rows.add(stay.until(NEVER)));
        return rows;
    }

    private Stay current() {
        return stays.get(stays.size() - 1);
    }

    private void close(boolean won) {
        for (Stay stay : stays) {
            stay.closedAt = now;
            stay.won = won;
        }
    }

    private void rename(DealMigrated migrated) {
        for (Stay stay : stays) {
            String key = migrated.stageMapping().getOrDefault(stay.stage, stay.stage);
            if (!key.equals(stay.stage)) {
                stay.split();
                stay.stage = key;
            }
        }
    }

    private void revalue(Money worth) {
        current().split();
        value = worth;
        current().worth = worth;
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
