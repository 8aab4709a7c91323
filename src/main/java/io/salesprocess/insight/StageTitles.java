package io.salesprocess.insight;

import io.salesprocess.pipeline.Pipelines;
import io.salesprocess.pipeline.domain.Pipeline;
import io.salesprocess.pipeline.domain.Stage;
import jakarta.inject.Singleton;

/** What pipelines and stages are called: by the newest version, and by their keys where that no longer has them. */
@Singleton
class StageTitles {

    private final Pipelines pipelines;

    StageTitles(Pipelines pipelines) {
        this.pipelines = pipelines;
    }

    String ofPipeline(String key) {
        return pipelines.newest(key).map(Pipeline::title).orElse(key);
    }

    String ofStage(String pipeline, String stage) {
        return pipelines.newest(pipeline).stream()
                .flatMap(newest -> newest.stages().stream())
                .filter(one -> one.key().equals(stage))
                .map(Stage::title)
                .findFirst()
                .orElse(stage);
    }
}
