package io.salesprocess.insight;

import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.insight.InsightStore.Counts;
import io.salesprocess.insight.InsightStore.Durations;
import io.salesprocess.insight.InsightStore.Reading;
import io.salesprocess.platform.api.UseCase;
import java.time.Instant;
import java.util.function.Supplier;

/** What the histories of all deals add up to (rule 11): what is kept ready, once it has caught up with history. */
@UseCase
class Insights {

    /** Between catching up and reading another instance may begin to follow more than one transaction takes. */
    private static final int MOST_TRIES = 3;

    private final Projector projector;
    private final InsightStore store;
    private final StageOrder order;

    Insights(Projector projector, InsightStore store, StageOrder order) {
        this.projector = projector;
        this.store = store;
        this.order = order;
    }

    /** How many deals entered each stage, and what became of them there. */
    FunnelResponse funnel(Caller caller, Cohort cohort) {
        caller.require(Permission.READ_INSIGHTS);
        Reading<Counts> reading = inStep(() -> store.funnel(cohort));
        return FunnelResponse.of(
                reading, order.of(cohort.pipeline(), reading.stages().keySet()));
    }

    /** How long deals stayed in each stage. */
    StageDurationsResponse stageDurations(Caller caller, Cohort cohort) {
        caller.require(Permission.READ_INSIGHTS);
        Reading<Durations> reading = inStep(() -> store.stageDurations(cohort));
        return StageDurationsResponse.of(
                reading, order.of(cohort.pipeline(), reading.stages().keySet()));
    }

    private <T> Reading<T> inStep(Supplier<Reading<T>> read) {
        for (int i = 0; i < MOST_TRIES; i++) {
            Instant reached = projector.catchUp();
            Reading<T> reading = read.get();
            if (reading.exact()) {
                return reading.asOf().isBefore(reached) ? new Reading<>(true, reached, reading.stages()) : reading;
            }
        }
        throw Pursuit.catchingUp();
    }
}
