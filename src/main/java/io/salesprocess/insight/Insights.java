package io.salesprocess.insight;

import io.salesprocess.insight.InsightStore.Counts;
import io.salesprocess.insight.InsightStore.Durations;
import io.salesprocess.insight.InsightStore.Reading;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.function.Supplier;

/** What is kept ready, once it has caught up with history. */
@Singleton
class Insights {

    /** Between catching up and reading another instance may begin to follow more than one transaction takes. */
    private static final int MOST_TRIES = 3;

    private final Projector projector;
    private final InsightStore store;

    Insights(Projector projector, InsightStore store) {
        this.projector = projector;
        this.store = store;
    }

    Reading<Counts> funnel(Cohort cohort) {
        return inStep(() -> store.funnel(cohort));
    }

    Reading<Durations> stageDurations(Cohort cohort) {
        return inStep(() -> store.stageDurations(cohort));
    }

    private <T> Reading<T> inStep(Supplier<Reading<T>> read) {
        for (int i = 0; i < MOST_TRIES; i++) {
            Instant reached = projector.catchUp();
            Reading<T> reading = read.get();
            if (reading.exact()) {
                return reading.asOf().isBefore(reached) ? new Reading<>(true, reached, reading.stages()) : reading;
            }
        }
        throw Projector.catchingUp();
    }
}
