package io.salesprocess.event.timer;

import io.micrometer.core.instrument.MeterRegistry;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.MoneyMapper;
import io.salesprocess.deal.domain.Actor;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.DealStatus;
import io.salesprocess.deal.domain.Reminder;
import io.salesprocess.deal.history.StoredEvent;
import io.salesprocess.payment.DueInstalments;
import io.salesprocess.payment.DueInstalments.Due;
import io.salesprocess.platform.database.Transactions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** One portion of what is due: finds it, has the deals decide, and lets go of timers that are done. All in one transaction. */
@Singleton
class Telling {

    /** As many as take a fraction of a second: until then, callers who want to change one of the deals wait. */
    static final int MOST = 100;

    private static final int MOST_COUNTED = 10_000;

    private static final Actor SERVICE = new Actor(Actor.Kind.SYSTEM, "timers", null);

    private final Deals deals;
    private final TimerStore timers;
    private final DueInstalments instalments;
    private final Transactions transactions;
    private final MeterRegistry registry;

    Telling(
            Deals deals,
            TimerStore timers,
            DueInstalments instalments,
            Transactions transactions,
            MeterRegistry registry) {
        this.deals = deals;
        this.timers = timers;
        this.instalments = instalments;
        this.transactions = transactions;
        this.registry = registry;
    }

    /** Where what is due is found. */
    enum Source {
        /** Deals, which know when their attempt is due. */
        STAGES,
        /** Timers. */
        TIMERS
    }

    /** What to look at in one transaction, and what it came to. */
    static final class Portion {
        private final Instant now;
        private final Set<UUID> except;
        private final int most;
        private final Set<UUID> looked = new HashSet<>();
        private final Set<UUID> left = new HashSet<>();

        /** @param except deals to leave out */
        Portion(Instant now, Set<UUID> except, int most) {
            this.now = now;
            this.except = except;
            this.most = most;
        }

        /** The deals that it looked at. */
        Set<UUID> looked() {
            return looked;
        }

        /** Deals that another transaction has locked, and those to which nothing was due after all. */
        Set<UUID> left() {
            return left;
        }
    }

    /** Tells one portion; whether there was anything. */
    boolean tell(Source source, Portion portion) {
        List<StoredEvent> told = new ArrayList<>();
        boolean isFound = transactions.run(() -> {
            // A transaction that had to be repeated begins again here.
            told.clear();
            portion.looked.clear();
            portion.left.clear();
            return source == Source.STAGES ? tellStages(portion, told) : tellTimers(portion, told);
        });
        told.forEach(event -> registry.timer("salesprocess.timers.lateness", "type", event.type())
                .record(Duration.between(((Reminder) event.facts()).dueAt(), event.at())));
        return isFound;
    }

    /**
     * What is due and has not been told.
     *
     * @param number of deals and timers; counting ends at {@link #MOST_COUNTED} of each
     * @param oldest when the first of it fell due, or null
     */
    record Left(long number, Instant oldest) {
        static final Left NOTHING = new Left(0, null);
    }

    Left left(Instant now) {
        Instant started = timers.startedAt();
        Instant oldest = Stream.concat(deals.oldestOverdue(started, now).stream(), timers.oldest(now).stream())
                .min(Instant::compareTo)
                .orElse(null);
        return oldest == null
                ? Left.NOTHING
                : new Left(deals.countOverdue(started, now, MOST_COUNTED) + timers.count(now, MOST_COUNTED), oldest);
    }

    private boolean tellStages(Portion portion, List<StoredEvent> told) {
        List<UUID> due = deals.overdue(timers.startedAt(), portion.now, portion.except, portion.most);
        if (due.isEmpty()) {
            return false;
        }
        Deals.Batch batch = lock(due, portion);
        for (UUID id : batch.ids()) {
            Instant dueAt = batch.deal(id).dueAt();
            List<StoredEvent> events =
                    dueAt == null ? List.of() : batch.remind(SERVICE, id, List.of(new Reminder.StageOverdue(dueAt)));
            told.addAll(events);
            if (events.isEmpty()) {
                portion.left.add(id);
            }
        }
        batch.write();
        return true;
    }

    private boolean tellTimers(Portion portion, List<StoredEvent> told) {
        Map<UUID, List<Timer>> due = new LinkedHashMap<>();
        for (Timer timer : timers.take(portion.now, portion.except, portion.most)) {
            due.computeIfAbsent(timer.dealId(), deal -> new ArrayList<>()).add(timer);
        }
        if (due.isEmpty()) {
            return false;
        }
        Deals.Batch batch = lock(due.keySet(), portion);
        for (UUID id : batch.ids()) {
            List<Reminder> reminders = new ArrayList<>();
            for (Timer timer : due.get(id)) {
                reminders.addAll(look(timer, batch.deal(id), portion.now));
            }
            told.addAll(batch.remind(SERVICE, id, reminders));
        }
        batch.write();
        return true;
    }

    private Deals.Batch lock(Collection<UUID> found, Portion portion) {
        portion.looked.addAll(found);
        Deals.Batch batch = deals.lockFree(found);
        portion.left.addAll(found);
        portion.left.removeAll(batch.ids());
        return batch;
    }

    /** What the deal is to be asked to take down. The timer has done its work then, or gets another time. */
    private List<Reminder> look(Timer timer, Deal deal, Instant now) {
        if (timer.kind() == TimerKind.PAYMENT) {
            return lookAtPayments(timer, deal, now);
        }
        if (deal.status() == DealStatus.LOST) {
            timers.layAside(timer);
            return List.of();
        }
        timers.remove(timer);
        return List.of(reminder(timer));
    }

    private static Reminder reminder(Timer timer) {
        return switch (timer.kind()) {
            case QUESTION -> new Reminder.QuestionUnanswered(timer.subjectId(), timer.dueAt());
            case MESSAGE -> new Reminder.MessageUnanswered(timer.subjectId(), timer.dueAt());
            case PROPOSAL -> new Reminder.ProposalExpired(timer.subjectId(), timer.dueAt());
            case APPROVAL -> new Reminder.ApprovalWaiting(timer.subjectId(), timer.beganAt(), timer.dueAt());
            case PAYMENT -> throw new IllegalArgumentException("A payment plan has several.");
        };
    }

    /** Payments belong to won deals (rule 7); winning a deal sets its timer again. */
    private List<Reminder> lookAtPayments(Timer timer, Deal deal, Instant now) {
        List<Due> plan = deal.status() == DealStatus.WON ? instalments.of(deal) : List.of();
        List<Reminder> overdue = new ArrayList<>();
        Instant next = null;
        for (Due one : plan) {
            if (!one.dueAt().isBefore(now)) {
                next = one.dueAt();
                break;
            }
            boolean isOld = timer.toldFrom() != null && one.dueAt().isBefore(timer.toldFrom());
            if (one.open().amount() > 0 && !isOld) {
                overdue.add(new Reminder.PaymentOverdue(
                        one.number(), one.dueOn(), MoneyMapper.toDomain(one.open()), one.dueAt()));
            }
        }
        if (next == null) {
            timers.remove(timer);
        } else {
            timers.set(timer, next);
        }
        return overdue;
    }
}
