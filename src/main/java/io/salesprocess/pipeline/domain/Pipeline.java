package io.salesprocess.pipeline.domain;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * An ordered list of stages that a deal goes through one at a time (rule 1).
 *
 * @param ref key and version
 * @param title the name that people read
 * @param stages at least one; their keys differ
 * @param timekeeping how target durations are counted now: a published version names a calendar, and what the calendar says can
 *     change (rule 14)
 */
public record Pipeline(PipelineRef ref, String title, List<Stage> stages, Timekeeping timekeeping) {

    /** How many stages a pipeline can have. */
    public static final int MOST_STAGES = 50;

    public Pipeline {
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(timekeeping, "timekeeping");
        stages = List.copyOf(stages);
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("A pipeline has at least one stage.");
        }
        Set<String> keys = new HashSet<>();
        for (Stage stage : stages) {
            if (!keys.add(stage.key())) {
                throw new IllegalArgumentException("Stage " + stage.key() + " occurs twice.");
            }
        }
    }

    /** One without a calendar: target durations are plain time. */
    public Pipeline(PipelineRef ref, String title, List<Stage> stages) {
        this(ref, title, stages, Timekeeping.PLAIN);
    }

    /** The same pipeline, whose target durations are counted like this. */
    public Pipeline countedBy(Timekeeping other) {
        return new Pipeline(ref, title, stages, other);
    }

    /** When an attempt at a stage of this pipeline that begins then should be over. */
    public Instant due(Stage stage, Instant at) {
        return due(stage.targetDuration(), at);
    }

    /** When something that begins then and takes so long should be over: the one place where due dates are made (rule 14). */
    public Instant due(TargetDuration target, Instant at) {
        return timekeeping.due(at, target);
    }

    /** The stage in which every deal of this pipeline begins. */
    public Stage first() {
        return stages.get(0);
    }

    /** The stage of this key. */
    public Stage stage(String key) {
        return stages.get(indexOf(key));
    }

    /** The stage after this one; empty after the last, from which {@code advance} wins the deal (rule 6). */
    public Optional<Stage> after(String key) {
        int next = indexOf(key) + 1;
        return next < stages.size() ? Optional.of(stages.get(next)) : Optional.empty();
    }

    /** Every stage up to this one, itself included: the part of the pipeline whose criteria must hold (rule 3). */
    public List<Stage> upTo(String key) {
        return stages.subList(0, indexOf(key) + 1);
    }

    /** The keys of the stages from one to another, both included; only the first if the other comes before it. */
    public List<String> onwards(String from, String to) {
        int first = indexOf(from);
        return stages.subList(first, Math.max(first, indexOf(to)) + 1).stream()
                .map(Stage::key)
                .toList();
    }

    /** Whether a stage asks for the approval of people with this role (rule 13). */
    public boolean asksForApprovalBy(String role) {
        return stages.stream()
                .flatMap(stage -> stage.exitCriteria().stream())
                .anyMatch(criterion -> criterion.asksForApprovalBy(role));
    }

    private int indexOf(String key) {
        for (int i = 0; i < stages.size(); i++) {
            if (stages.get(i).key().equals(key)) {
                return i;
            }
        }
        throw new IllegalArgumentException("Pipeline " + ref + " has no stage " + key + ".");
    }
}
