package io.salesprocess.event.timer;

import io.micrometer.core.instrument.MeterRegistry;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.DealsAtAnyTime;
import io.salesprocess.deal.history.Follower;
import io.salesprocess.deal.history.Followers;
import io.salesprocess.payment.DueInstalments;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.database.Transactions;
import io.salesprocess.testkit.Api;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Timers at work by hand, at any time: for some deals only, so that days can pass for them and for no other. Each begins to follow
 * history when it is made.
 */
@Singleton
class TimersAtWork {

    private final Followers followers;
    private final TimerSetting setting;
    private final TimerStore timers;
    private final DueInstalments instalments;
    private final Transactions transactions;
    private final MeterRegistry registry;
    private final DealsAtAnyTime deals;
    private final Sql sql;

    TimersAtWork(
            Followers followers,
            TimerSetting setting,
            TimerStore timers,
            DueInstalments instalments,
            Transactions transactions,
            MeterRegistry registry,
            DealsAtAnyTime deals,
            Sql sql) {
        this.followers = followers;
        this.setting = setting;
        this.timers = timers;
        this.instalments = instalments;
        this.transactions = transactions;
        this.registry = registry;
        this.deals = deals;
        this.sql = sql;
    }

    Worker begin() {
        Worker worker = new Worker();
        worker.history.step();
        return worker;
    }

    /** What an instance does, with a clock of its own. */
    final class Worker {
        private final Follower history =
                followers.handingOn(Api.unique("timers"), Followers.Start.NOW, 1_000, setting::follow);

        /** Follows history, and tells these deals what is due at that time. */
        void work(Instant now, UUID... mine) {
            follow();
            tell(now, Telling.MOST, mine);
        }

        void follow() {
            while (!history.step().exact()) {
                // Until everything has been followed.
            }
        }

        void tell(Instant now, int most, UUID... mine) {
            Telling telling = telling(now);
            Set<UUID> later = new HashSet<>(others(mine));
            for (Telling.Source source : Telling.Source.values()) {
                boolean isFound = true;
                while (isFound) {
                    Telling.Portion portion = new Telling.Portion(now, later, most);
                    isFound = telling.tell(source, portion);
                    later.addAll(portion.left());
                }
            }
        }
    }

    Telling telling(Instant now) {
        // In microseconds, like the service's clock.
        Deals then = deals.by(Clock.fixed(now.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC));
        return new Telling(then, timers, instalments, transactions, registry);
    }

    private Set<UUID> others(UUID... mine) {
        Set<UUID> others = new HashSet<>(sql.list("SELECT id FROM deal", row -> row.getObject("id", UUID.class)));
        others.removeAll(Set.of(mine));
        return others;
    }
}
