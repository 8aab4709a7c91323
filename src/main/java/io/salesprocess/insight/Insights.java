package io.salesprocess.insight;

import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.insight.ActivitiesStore.Stays;
import io.salesprocess.insight.InsightStore.Counts;
import io.salesprocess.insight.InsightStore.Durations;
import io.salesprocess.insight.InsightStore.StageOfPipeline;
import io.salesprocess.insight.SalespeopleResponse.FiguresResponse;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.salesperson.Salespeople;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/** What the histories of all deals add up to (rule 11): what is kept ready, once it has caught up with history. */
@UseCase
public class Insights {

    /** Between catching up and reading another instance may begin to follow more than one transaction takes. */
    private static final int MOST_TRIES = 3;

    private final Projector projector;
    private final InsightStore store;
    private final SalespeopleStore salespeopleStore;
    private final ActivitiesStore activitiesStore;
    private final StageOrder order;
    private final Salespeople names;

    Insights(
            Projector projector,
            InsightStore store,
            SalespeopleStore salespeopleStore,
            ActivitiesStore activitiesStore,
            StageOrder order,
            Salespeople names) {
        this.projector = projector;
        this.store = store;
        this.salespeopleStore = salespeopleStore;
        this.activitiesStore = activitiesStore;
        this.order = order;
        this.names = names;
    }

    /** How many deals entered each stage, and what became of them there. */
    public FunnelResponse funnel(Caller caller, Cohort cohort) {
        caller.require(Permission.READ_INSIGHTS);
        Reading<Map<StageOfPipeline, Counts>> reading = inStep(() -> store.funnel(cohort));
        return FunnelResponse.of(
                reading, order.of(cohort.pipeline(), reading.figures().keySet()));
    }

    /** How long deals stayed in each stage. */
    public StageDurationsResponse stageDurations(Caller caller, Cohort cohort) {
        caller.require(Permission.READ_INSIGHTS);
        Reading<Map<StageOfPipeline, Durations>> reading = inStep(() -> store.stageDurations(cohort));
        return StageDurationsResponse.of(
                reading, order.of(cohort.pipeline(), reading.figures().keySet()));
    }

    /** What counts for each salesperson. The owner of the cohort is the salesperson for whom it counts. */
    public SalespeopleResponse salespeople(Caller caller, Cohort cohort, SalespeopleOrder by) {
        caller.require(Permission.READ_INSIGHTS);
        Reading<List<SalespersonFigures>> reading = inStep(() -> salespeopleStore.figures(cohort));
        Map<UUID, String> named = names.namesOf(reading.figures().stream()
                .map(SalespersonFigures::salesperson)
                .filter(Objects::nonNull)
                .toList());
        return new SalespeopleResponse(
                reading.asOf(),
                by.sorted(reading.figures().stream()
                        .map(figures -> FiguresResponse.of(figures, nameOf(figures, named)))
                        .toList()));
    }

    private static String nameOf(SalespersonFigures figures, Map<UUID, String> named) {
        return figures.salesperson() == null ? null : named.get(figures.salesperson());
    }

    /**
     * How stays in each stage ended, with and without each kind of activity.
     *
     * @param kind the only one that is wanted, or null
     * @param most how many kinds of each stage, those that were done in most stays
     */
    public ActivitiesResponse activities(Caller caller, Cohort cohort, String kind, int most) {
        caller.require(Permission.READ_INSIGHTS);
        Reading<Map<StageOfPipeline, Stays>> reading = inStep(() -> activitiesStore.stays(cohort, kind, most));
        return ActivitiesResponse.of(
                reading, order.of(cohort.pipeline(), reading.figures().keySet()));
    }

    private <T> Reading<T> inStep(Supplier<Reading<T>> read) {
        for (int i = 0; i < MOST_TRIES; i++) {
            Instant reached = projector.catchUp();
            Reading<T> reading = read.get();
            if (reading.exact()) {
                return reading.notBefore(reached);
            }
        }
        throw Pursuit.catchingUp();
    }
}
