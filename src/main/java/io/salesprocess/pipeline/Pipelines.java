package io.salesprocess.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salesprocess.pipeline.domain.Pipeline;
import io.salesprocess.pipeline.domain.PipelineRef;
import io.salesprocess.platform.cache.Recent;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The published pipelines. A version is read once and kept in memory, because it never changes. */
@Singleton
public class Pipelines {

    private final PipelineVersionRepository versions;
    private final ObjectMapper mapper;
    private final Map<PipelineRef, Pipeline> known = new ConcurrentHashMap<>();
    private final Recent<String, Optional<Integer>> newest = new Recent<>();

    Pipelines(PipelineVersionRepository versions, ObjectMapper mapper) {
        this.versions = versions;
        this.mapper = mapper;
    }

    /** The newest version of the pipeline of this key. */
    public Optional<Pipeline> newest(String key) {
        return newest.get(key, versions::newestNumber).map(number -> get(new PipelineRef(key, number)));
    }

    /** A version that is known to exist, such as the one that a deal was opened with. */
    public Pipeline get(PipelineRef ref) {
        return find(ref).orElseThrow(() -> new IllegalStateException("Pipeline " + ref + " has been deleted."));
    }

    Optional<Pipeline> find(PipelineRef ref) {
        Pipeline cached = known.get(ref);
        if (cached != null) {
            return Optional.of(cached);
        }
        Optional<Pipeline> read = definition(ref).map(PipelineDefinition::toPipeline);
        read.ifPresent(pipeline -> known.put(ref, pipeline));
        return read;
    }

    Optional<PipelineDefinition> definition(PipelineRef ref) {
        return versions.findByRef(ref).map(this::definition);
    }

    /** The newest versions of the pipelines whose keys come after this one, in the order of keys. */
    List<PipelineDefinition> newestAfter(String key, int limit) {
        return versions.newestAfter(key, limit).stream().map(this::definition).toList();
    }

    private PipelineDefinition definition(PipelineVersionEntity entity) {
        try {
            PipelineDefinition.StageDefinition[] stages =
                    mapper.readValue(entity.stages, PipelineDefinition.StageDefinition[].class);
            return new PipelineDefinition(
                    entity.id.key, entity.id.version, entity.title, List.of(stages), entity.publishedAt);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Pipeline " + entity.id.key + " could not be read.", e);
        }
    }
}
