package io.salesprocess.pipeline;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.salesprocess.pipeline.calendar.Calendars;
import io.salesprocess.pipeline.domain.Pipeline;
import io.salesprocess.pipeline.domain.PipelineRef;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.database.AfterCommit;
import io.salesprocess.platform.kernel.Recent;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/**
 * The published pipelines. A version is read once and kept in memory, because it never changes. What its calendar says does, so
 * every pipeline that is handed out counts by the calendar of that moment.
 */
@Singleton
public class Pipelines {

    /** Far more than there are with deals that run, and a bound for the memory that administrators can fill. */
    private static final long MOST_KNOWN = 1_000;

    private final PipelineVersions versions;
    private final PipelineStates states;
    private final Calendars calendars;
    private final AfterCommit afterCommit;
    private final Cache<PipelineRef, Known> known =
            Caffeine.newBuilder().maximumSize(MOST_KNOWN).build();
    private final Recent<String, Optional<PipelineRef>> newest = new Recent<>();

    Pipelines(PipelineVersions versions, PipelineStates states, Calendars calendars, AfterCommit afterCommit) {
        this.versions = versions;
        this.states = states;
        this.calendars = calendars;
        this.afterCommit = afterCommit;
    }

    /** A version and the key of the calendar that it names, or null. */
    private record Known(Pipeline pipeline, String calendar) {}

    /** The newest version of the pipeline of this key, retired or not; or the one that was it within the last second. */
    public Optional<Pipeline> newest(String key) {
        return newest.get(key, wanted -> states.find(wanted).map(PipelineState::newest))
                .map(this::get);
    }

    /**
     * The newest version of a pipeline in which deals are to be opened; refused is one that does not exist, and one that is
     * retired. It stays so until the transaction ends: who publishes or retires the pipeline waits, so that no deal is opened in
     * it after the answer.
     */
    public Pipeline mustTakeDeals(String key, String pointer) {
        PipelineState state = states.hold(key)
                .orElseThrow(() -> ProblemException.invalid(FieldError.at(pointer, "is not the key of a pipeline")));
        if (state.retired()) {
            throw ruleViolated("The pipeline " + key + " is retired and takes no new deals.");
        }
        return get(state.newest());
    }

    /** A version that is known to exist, such as the one that a deal follows. */
    public Pipeline get(PipelineRef ref) {
        return find(ref).orElseThrow(() -> new IllegalStateException("Pipeline " + ref + " has been deleted."));
    }

    /** A condition of a statement that holds where these columns name a stage in which receptionists work. */
    public static String isReception(String key, String version, String stage) {
        return PipelineVersions.IS_RECEPTION.formatted(key, version, stage);
    }

    /** A condition of a statement that holds where these columns name a version that asks people with the role for approval. */
    public static String asksForApprovalBy(String role, String key, String version) {
        return PipelineVersions.ASKS_FOR_APPROVAL.formatted(key, version, role);
    }

    /** A version, if there is one. */
    public Optional<Pipeline> find(PipelineRef ref) {
        Known cached = known.getIfPresent(ref);
        if (cached != null) {
            return Optional.of(counted(cached));
        }
        Optional<Known> read =
                versions.find(ref).map(definition -> new Known(definition.toPipeline(), definition.calendar()));
        read.ifPresent(version -> known.put(ref, version));
        return read.map(this::counted);
    }

    private Pipeline counted(Known version) {
        return version.calendar() == null
                ? version.pipeline()
                : version.pipeline().countedBy(calendars.current(version.calendar()));
    }

    /** When a version was published; empty if it has not been. */
    public Optional<Instant> publishedAt(PipelineRef ref) {
        return versions.find(ref).map(PipelineDefinition::publishedAt);
    }

    /** Looks for the newest versions again once the transaction has been committed, so that its caller finds what it published. */
    void forgetAfterCommit() {
        afterCommit.run(newest::forget);
    }

    /** Definitions never change under a running deal, but a pipeline can stop to take new ones. */
    static ProblemException ruleViolated(String detail) {
        return ProblemException.of(ProblemType.RULE_VIOLATED, detail).with("rule", 18);
    }
}
