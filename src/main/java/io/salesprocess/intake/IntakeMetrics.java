package io.salesprocess.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.database.AfterCommit;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;

/** Counts submissions by what became of them. */
@Singleton
class IntakeMetrics {

    /** What becomes of a submission. */
    enum Fate {
        ACCEPTED,
        /** Set aside as suspected spam. */
        SUSPECT,
        /** Sent before. */
        REPEATED,
        /** Set aside before, and taken in by a manager. */
        RELEASED,
        /** Set aside before, and put away by a manager. */
        DISCARDED
    }

    private final AfterCommit afterCommit;
    private final Map<Fate, Counter> counters = new EnumMap<>(Fate.class);

    IntakeMetrics(MeterRegistry registry, AfterCommit afterCommit) {
        this.afterCommit = afterCommit;
        for (Fate fate : Fate.values()) {
            counters.put(fate, registry.counter("salesprocess.submissions", "status", HyphenatedEnums.nameOf(fate)));
        }
    }

    /** All are there from the start, so that the first of a kind is a change. */
    void onStart(@Observes StartupEvent event) {
        // Being called is what makes this exist.
    }

    /** Counts a submission once its transaction is committed. */
    void count(Fate fate) {
        afterCommit.run(counters.get(fate)::increment);
    }
}
