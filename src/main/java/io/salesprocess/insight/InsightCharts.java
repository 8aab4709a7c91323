package io.salesprocess.insight;

import io.salesprocess.insight.chart.DurationsChart;
import io.salesprocess.insight.chart.FunnelChart;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes charts of answers, with the titles of pipelines and stages. */
@Singleton
class InsightCharts {

    private final StageTitles titles;

    InsightCharts(StageTitles titles) {
        this.titles = titles;
    }

    FunnelChart funnel(FunnelResponse answer) {
        return new FunnelChart(byPipeline(answer.stages(), FunnelResponse.StageResponse::pipeline).entrySet().stream()
                .map(pipeline -> new FunnelChart.Pipeline(
                        titles.ofPipeline(pipeline.getKey()),
                        pipeline.getValue().stream().map(this::stage).toList()))
                .toList());
    }

    DurationsChart stageDurations(StageDurationsResponse answer) {
        return new DurationsChart(
                byPipeline(answer.stages(), StageDurationsResponse.StageResponse::pipeline).entrySet().stream()
                        .map(pipeline -> new DurationsChart.Pipeline(
                                titles.ofPipeline(pipeline.getKey()),
                                pipeline.getValue().stream().map(this::stage).toList()))
                        .toList());
    }

    private FunnelChart.Stage stage(FunnelResponse.StageResponse stage) {
        return new FunnelChart.Stage(
                titles.ofStage(stage.pipeline(), stage.stage()),
                stage.entered(),
                stage.advanced(),
                stage.fellShort(),
                stage.lost(),
                stage.stillThere());
    }

    private DurationsChart.Stage stage(StageDurationsResponse.StageResponse stage) {
        return new DurationsChart.Stage(
                titles.ofStage(stage.pipeline(), stage.stage()),
                stage.visits(),
                duration(stage.median()),
                duration(stage.p90()),
                stage.overdue());
    }

    private static Duration duration(String text) {
        return text == null ? null : Duration.parse(text);
    }

    private static <T> Map<String, List<T>> byPipeline(List<T> stages, Function<T, String> pipeline) {
        return stages.stream().collect(Collectors.groupingBy(pipeline, LinkedHashMap::new, Collectors.toList()));
    }
}
