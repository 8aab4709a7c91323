package io.salesprocess.pipeline;

import io.quarkus.arc.All;
import io.salesprocess.access.AuditAction;
import io.salesprocess.access.AuditTrail;
import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.pipeline.domain.PipelineRef;
import io.salesprocess.platform.api.ExpectedVersion;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.platform.api.Versioned;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Publishes pipelines in versions, retires them, and shows them. A published version never changes, and running deals keep theirs
 * (rule 18). Those who publish or retire one pipeline at once do it one after the other.
 */
@UseCase
class PipelinePublishing {

    /** How many uses a refusal names. */
    private static final int MOST_NAMED = 20;

    private final PipelineVersions versions;
    private final PipelineStates states;
    private final PipelineChecks checks;
    private final Pipelines pipelines;
    private final AuditTrail audit;
    private final List<PipelineUse> uses;
    private final Clock clock;

    PipelinePublishing(
            PipelineVersions versions,
            PipelineStates states,
            PipelineChecks checks,
            Pipelines pipelines,
            AuditTrail audit,
            @All List<PipelineUse> uses,
            Clock clock) {
        this.versions = versions;
        this.states = states;
        this.checks = checks;
        this.pipelines = pipelines;
        this.audit = audit;
        this.uses = uses;
        this.clock = clock;
    }

    /**
     * What came of a request to publish.
     *
     * @param isNew false if the newest version has the same definition
     */
    record Outcome(Versioned<PipelineDefinition> pipeline, boolean isNew) {}

    /** The newest versions of the pipelines whose keys come after this one, in the order of keys. */
    List<PipelineDefinition> list(Caller caller, String after, Boolean retired, int limit) {
        caller.require(Permission.READ_CATALOG);
        return versions.all(states.after(after, retired, limit));
    }

    /** How many the list has, but no more than the limit. */
    long count(Caller caller, Boolean retired, int limit) {
        caller.require(Permission.READ_CATALOG);
        return states.count(retired, limit);
    }

    /** The newest version. */
    Versioned<PipelineDefinition> newest(Caller caller, String key) {
        caller.require(Permission.READ_CATALOG);
        PipelineState state = states.find(key).orElseThrow(ProblemException::notFound);
        return shown(state.newest(), state);
    }

    /** One published version. */
    Versioned<PipelineDefinition> version(Caller caller, PipelineRef ref) {
        caller.require(Permission.READ_CATALOG);
        return shown(ref, states.find(ref.key()).orElseThrow(ProblemException::notFound));
    }

    /**
     * Publishes the next version, or the first. Refused is a definition with faults, each of which is named, and one of a pipeline
     * that is retired.
     */
    Outcome publish(Caller caller, PipelineRequest request) {
        caller.require(Permission.PUBLISH_PIPELINES);
        checks.check(request);
        Optional<PipelineState> present = states.lock(request.key());
        if (present.isEmpty()) {
            PipelineDefinition first = request.toDefinition(1, clock.instant());
            if (versions.insert(first)) {
                states.insert(new PipelineState(first.ref(), false, 1));
                return published(caller, new Versioned<>(first, 1));
            }
            // Another request has published the first one meanwhile.
            present = states.lock(request.key());
        }
        PipelineState state = present.orElseThrow();
        Versioned<PipelineDefinition> newest = newest(state);
        PipelineDefinition next = request.toDefinition(state.newest().version() + 1, clock.instant());
        if (next.isSameAs(newest.value())) {
            return new Outcome(newest, false);
        }
        if (!versions.insert(next)) {
            throw new IllegalStateException("Version " + next.ref() + " is there already.");
        }
        states.update(new PipelineState(next.ref(), false, state.revision() + 1));
        return published(caller, new Versioned<>(next, state.revision() + 1));
    }

    /** What would be published, by the same checks; without a time, as nothing is. */
    PipelineDefinition preview(Caller caller, PipelineRequest request) {
        caller.require(Permission.PUBLISH_PIPELINES);
        checks.check(request);
        Optional<PipelineState> present = states.find(request.key());
        if (present.isEmpty()) {
            return request.toDefinition(1, null);
        }
        PipelineDefinition newest = newest(present.get()).value();
        PipelineDefinition next = request.toDefinition(newest.version() + 1, null);
        return next.isSameAs(newest) ? newest : next;
    }

    /** Retires a pipeline or takes it back. Refused is retiring one in which something goes on opening deals by itself. */
    Versioned<PipelineDefinition> change(
            Caller caller, String key, ExpectedVersion version, UnaryOperator<PipelinePatch> patch) {
        caller.require(Permission.PUBLISH_PIPELINES);
        PipelineState present = states.lock(key).orElseThrow(ProblemException::notFound);
        version.check(present.revision());
        boolean retired = patch.apply(new PipelinePatch(present.retired())).retired();
        if (retired == present.retired()) {
            return shown(present.newest(), present);
        }
        if (retired) {
            mustBeUnused(key);
        }
        PipelineState after = new PipelineState(present.newest(), retired, present.revision() + 1);
        states.update(after);
        audit.record(caller, retired ? AuditAction.PIPELINE_RETIRED : AuditAction.PIPELINE_REINSTATED, key);
        return shown(after.newest(), after);
    }

    private Outcome published(Caller caller, Versioned<PipelineDefinition> pipeline) {
        audit.record(caller, AuditAction.PIPELINE_PUBLISHED, pipeline.value().key());
        pipelines.forgetAfterCommit();
        return new Outcome(pipeline, true);
    }

    /** The newest version, to compare a new one with; refused is a retired one. */
    private Versioned<PipelineDefinition> newest(PipelineState state) {
        if (state.retired()) {
            throw Pipelines.ruleViolated("The pipeline " + state.newest().key()
                    + " is retired. Set retired to false before you publish another version.");
        }
        return shown(state.newest(), state);
    }

    private Versioned<PipelineDefinition> shown(PipelineRef ref, PipelineState state) {
        return versions.find(ref)
                .map(found -> new Versioned<>(found.with(state), state.revision()))
                .orElseThrow(ProblemException::notFound);
    }

    private void mustBeUnused(String key) {
        List<String> found = uses.stream()
                .flatMap(use -> use.of(key, MOST_NAMED + 1).stream())
                .limit(MOST_NAMED + 1L)
                .toList();
        if (found.isEmpty()) {
            return;
        }
        boolean more = found.size() > MOST_NAMED;
        throw Pipelines.ruleViolated("Deals still open in the pipeline " + key + " by "
                + String.join(", ", more ? found.subList(0, MOST_NAMED) : found) + (more ? " and others" : "")
                + ". Let them open deals in another pipeline first, so that no submission is lost.");
    }
}
