package io.salesprocess.insight;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.salesprocess.deal.history.Followers;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Keeps what {@link Projection} makes of the present state of deals in step with history, every second or so. */
@Singleton
class Projector {

    private final Pursuit pursuit;

    /** @param most how much one step looks at: a fraction of a second's work, but all that is new in an ordinary second */
    Projector(
            Followers followers,
            @ConfigProperty(name = "salesprocess.insight.deals-at-once", defaultValue = "2000") int most,
            Clock clock,
            MeterRegistry registry) {
        this.pursuit =
                new Pursuit("Insights", followers.projecting(Projection.NAME, Projection.STATEMENT, most), clock);
        registry.gauge("salesprocess.insight.lag.seconds", pursuit, Pursuit::lagSeconds);
    }

    /** Follows history as far as there is any, unless another instance is at it. */
    @Scheduled(every = "{salesprocess.insight.interval}", concurrentExecution = ConcurrentExecution.SKIP)
    void follow() {
        pursuit.follow();
    }

    /** {@link Pursuit#catchUp} */
    Instant catchUp() {
        return pursuit.catchUp();
    }

    void stop(@Observes ShutdownEvent event) {
        pursuit.stop();
    }
}
