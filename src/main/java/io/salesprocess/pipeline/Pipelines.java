package io.salesprocess.pipeline;

import io.salesprocess.pipeline.calendar.Calendars;
import io.salesprocess.pipeline.domain.Pipeline;
import io.salesprocess.pipeline.domain.PipelineRef;
import io.salesprocess.platform.kernel.Recent;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The published pipelines. A version is read once and kept in memory, because it never changes. What its calendar says does, so
 * every pipeline that is handed out counts by the calendar of that moment.
 */
@Singleton
public class Pipelines {

    private final PipelineVersions versions;
    private final Calendars calendars;
    private final Map<PipelineRef, Known> known = new ConcurrentHashMap<>();
    private final Recent<String, Optional<Integer>> newest = new Recent<>();

    Pipelines(PipelineVersions versions, Calendars calendars) {
        this.versions = versions;
        this.calendars = calendars;
    }

    /** A version and the key of the calendar that it names, or null. */
    private record Known(Pipeline pipeline, String calendar) {}

    /** The newest version of the pipeline of this key. */
    public Optional<Pipeline> newest(String key) {
        return newest.get(key, versions::newestNumber).map(number -> get(new PipelineRef(key, number)));
    }

    /** A version that is known to exist, such as the one that a deal was opened with. */
    public Pipeline get(PipelineRef ref) {
        return find(ref).orElseThrow(() -> new IllegalStateException("Pipeline " + ref + " has been deleted."));
    }

    /** A condition of a statement that holds where these columns name a stage in which receptionists work. */
    public static String isReception(String key, String version, String stage) {
        return PipelineVersions.IS_RECEPTION.formatted(key, version, stage);
    }

    Optional<Pipeline> find(PipelineRef ref) {
        Known cached = known.get(ref);
        if (cached != null) {
            return Optional.of(counted(cached));
        }
        Optional<Known> read =
                definition(ref).map(definition -> new Known(definition.toPipeline(), definition.calendar()));
        read.ifPresent(version -> known.put(ref, version));
        return read.map(this::counted);
    }

    private Pipeline counted(Known version) {
        return version.calendar() == null
                ? version.pipeline()
                : version.pipeline().countedBy(calendars.current(version.calendar()));
    }

    Optional<PipelineDefinition> definition(PipelineRef ref) {
        return versions.find(ref);
    }

    /** The newest versions of the pipelines whose keys come after this one, in the order of keys. */
    List<PipelineDefinition> newestAfter(String key, int limit) {
        return versions.newestAfter(key, limit);
    }

    /** How many pipelines there are, but no more than the limit. */
    long count(int limit) {
        return versions.count(limit);
    }
}
