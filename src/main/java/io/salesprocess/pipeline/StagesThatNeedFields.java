package io.salesprocess.pipeline;

import io.salesprocess.pipeline.PipelineDefinition.CriterionDefinition;
import io.salesprocess.pipeline.PipelineDefinition.StageDefinition;
import io.salesprocess.pipeline.PipelineVersions.Naming;
import io.salesprocess.pipeline.domain.Criteria;
import io.salesprocess.pipeline.domain.Parameter;
import io.salesprocess.pipeline.domain.PipelineRef;
import io.salesprocess.pipeline.field.FieldUses;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** The stages with a criterion that names a custom field, such as {@code field-present}. */
@Singleton
class StagesThatNeedFields implements FieldUses {

    private final PipelineVersions versions;
    private final RunningDeals deals;

    StagesThatNeedFields(PipelineVersions versions, RunningDeals deals) {
        this.versions = versions;
        this.deals = deals;
    }

    @Override
    public List<String> of(String key) {
        return versions.naming(key).stream()
                .filter(found -> found.isNewest() || deals.follow(ref(found)))
                .flatMap(found -> stages(found.definition(), key))
                .toList();
    }

    private static PipelineRef ref(Naming found) {
        return new PipelineRef(found.definition().key(), found.definition().version());
    }

    private static Stream<String> stages(PipelineDefinition pipeline, String key) {
        return pipeline.stages().stream()
                .filter(stage -> stage.exitCriteria().stream().anyMatch(criterion -> needs(criterion, key)))
                .map(StageDefinition::key)
                .map(stage -> "stage " + stage + " of pipeline " + pipeline.key() + ", version " + pipeline.version());
    }

    private static boolean needs(CriterionDefinition criterion, String key) {
        return Criteria.catalogue().stream()
                .filter(one -> one.type().equals(criterion.type()))
                .flatMap(one -> one.parameters().stream())
                .filter(parameter -> parameter.kind() == Parameter.Kind.FIELD)
                .anyMatch(parameter -> key.equals(criterion.parameters().get(parameter.name())));
    }
}
