package io.salesprocess.insight;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.salesprocess.deal.domain.DealEvent;
import io.salesprocess.deal.domain.DealEvent.DealOpened;
import io.salesprocess.deal.history.Followers;
import io.salesprocess.deal.history.StoredEvent;
import io.salesprocess.insight.PastStay.Origin;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Keeps the past of deals in step with history, event by event. It follows under a name of its own, beside {@link Projector}, so that
 * neither waits for the other. History can be followed again from any place: rows know how far they have come.
 */
@Singleton
class PastFollower {

    private static final Logger LOG = Logger.getLogger(PastFollower.class);

    /** The follower's name. */
    static final String NAME = "insight-past";

    private final PastStore store;
    private final Pursuit pursuit;

    /** @param most how many events one step looks at: a fraction of a second's work */
    PastFollower(
            Followers followers,
            PastStore store,
            @ConfigProperty(name = "salesprocess.insight.events-at-once", defaultValue = "4000") int most,
            Clock clock,
            MeterRegistry registry) {
        this.store = store;
        this.pursuit = new Pursuit(
                "Insights into the past",
                followers.handingOn(NAME, Followers.Start.BEGINNING, most, this::take),
                clock);
        registry.gauge("salesprocess.insight.past.lag.seconds", pursuit, Pursuit::lagSeconds);
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

    private void take(List<StoredEvent> events) {
        Map<UUID, List<StoredEvent>> byDeal = events.stream()
                .filter(event -> PastDeal.EVENTS.contains(event.type()))
                .collect(Collectors.groupingBy(StoredEvent::dealId, LinkedHashMap::new, Collectors.toList()));
        if (byDeal.isEmpty()) {
            return;
        }
        Map<UUID, List<PastStay>> present =
                store.present(byDeal.keySet()).stream().collect(Collectors.groupingBy(PastStay::deal));
        Map<UUID, String> sources = sources(byDeal, present);
        List<PastStay> changed = new ArrayList<>();
        PastSums sums = new PastSums();
        byDeal.forEach((deal, of) -> {
            List<PastStay> before = present.getOrDefault(deal, List.of());
            note(before, after(deal, of, before, sources.get(deal)), changed, sums);
        });
        if (!changed.isEmpty()) {
            store.put(changed);
            store.add(sums);
        }
    }

    private Map<UUID, String> sources(Map<UUID, List<StoredEvent>> byDeal, Map<UUID, List<PastStay>> present) {
        List<UUID> unknown = byDeal.keySet().stream()
                .filter(deal -> !present.containsKey(deal))
                .toList();
        return unknown.isEmpty() ? Map.of() : store.sources(unknown);
    }

    private static List<PastStay> after(UUID id, List<StoredEvent> events, List<PastStay> before, String source) {
        PastDeal deal = before.isEmpty() ? new PastDeal(id) : PastDeal.of(before);
        for (StoredEvent event : events) {
            if (!deal.knows(event.sequence())) {
                take(deal, event, source);
            }
        }
        return deal.rows();
    }

    /** One damaged event must not keep all others from being followed. */
    private static void take(PastDeal deal, StoredEvent event, String source) {
        DealEvent facts;
        try {
            facts = event.facts();
        } catch (RuntimeException e) {
            LOG.errorf("Insights leave out event %d of deal %s: it cannot be read.", event.sequence(), event.dealId());
            return;
        }
        if (facts instanceof DealOpened opened) {
            deal.open(event.sequence(), new Origin(event.pipeline().key(), source, event.at()), opened);
        } else if (deal.isKnown()) {
            deal.take(event.sequence(), event.at(), facts);
        }
    }

    /** Rows that have come or changed; none ever goes. */
    private static void note(List<PastStay> before, List<PastStay> after, List<PastStay> changed, PastSums sums) {
        Map<String, PastStay> known = new HashMap<>();
        before.forEach(row -> known.put(row.place() + " " + row.since(), row));
        for (PastStay row : after) {
            PastStay old = known.get(row.place() + " " + row.since());
            if (old == null || !Objects.equals(old.withSequence(row.sequence()), row)) {
                changed.add(row);
                sums.take(row, 1);
                if (old != null) {
                    sums.take(old, -1);
                }
            }
        }
    }
}
