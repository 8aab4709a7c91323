package io.salesprocess.insight;

import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.insight.Forecast.Cell;
import io.salesprocess.insight.Forecast.Experience;
import io.salesprocess.insight.Forecast.Group;
import io.salesprocess.insight.InsightStore.StageOfPipeline;
import io.salesprocess.insight.PastReader.StageForecast;
import io.salesprocess.platform.api.UseCase;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What deals may bring, what they brought, and how they stood at a past moment (rule 11). */
@UseCase
public class Forecasts {

    /** Between catching up and reading another instance may begin to follow more than one transaction takes. */
    private static final int MOST_TRIES = 3;

    private final Insights insights;
    private final PastFollower follower;
    private final PastReader reader;
    private final StageOrder order;
    private final Clock clock;

    Forecasts(Insights insights, PastFollower follower, PastReader reader, StageOrder order, Clock clock) {
        this.insights = insights;
        this.follower = follower;
        this.reader = reader;
        this.order = order;
        this.clock = clock;
    }

    /**
     * What open deals may bring, by month.
     *
     * @param asOf how it stood then; null for the present
     */
    public ForecastResponse forecast(Caller caller, Cohort cohort, Instant asOf) {
        caller.require(Permission.READ_INSIGHTS);
        PastMoment moment = PastMoment.of(asOf, clock.instant());
        Reading<List<StageForecast>> reading =
                inStep(reached -> reader.forecast(cohort, moment, moment.isPresent() ? reached : moment.asOf()));
        Map<StageOfPipeline, Experience> experience = new LinkedHashMap<>();
        Map<StageOfPipeline, List<Group>> groups = new LinkedHashMap<>();
        for (StageForecast row : reading.figures()) {
            experience.put(row.stage(), row.experience());
            List<Group> ofStage = groups.computeIfAbsent(row.stage(), stage -> new ArrayList<>());
            if (row.group() != null) {
                ofStage.add(row.group());
            }
        }
        List<Cell> cells = order.of(cohort.pipeline(), experience.keySet(), moment.asOf()).stream()
                .map(stage -> new Cell(
                        stage, experience.getOrDefault(stage, Experience.NONE), groups.getOrDefault(stage, List.of())))
                .toList();
        return ForecastResponse.of(Forecast.of(moment.isPresent() ? reading.asOf() : moment.asOf(), cells));
    }

    /**
     * The funnel as it stood at a moment.
     *
     * @param asOf null for the present
     */
    public FunnelResponse funnel(Caller caller, Cohort cohort, Instant asOf) {
        caller.require(Permission.READ_INSIGHTS);
        PastMoment moment = PastMoment.of(asOf, clock.instant());
        if (moment.isPresent()) {
            return insights.funnel(caller, cohort);
        }
        var counts = PastReader.byStage(
                inStep(reached -> reader.funnel(cohort, moment)).figures());
        return FunnelResponse.of(
                new Reading<>(true, moment.asOf(), counts),
                order.of(cohort.pipeline(), counts.keySet(), moment.asOf()));
    }

    /** What was won, by month. */
    public ValueWonResponse valueWon(Caller caller, Cohort cohort) {
        caller.require(Permission.READ_INSIGHTS);
        return ValueWonResponse.of(inStep(reached -> reader.valueWon(cohort)));
    }

    private <T> Reading<T> inStep(Function<Instant, Reading<T>> read) {
        for (int i = 0; i < MOST_TRIES; i++) {
            Instant reached = follower.catchUp();
            Reading<T> reading = read.apply(reached);
            if (reading.exact()) {
                return reading.notBefore(reached);
            }
        }
        throw Pursuit.catchingUp();
    }
}
