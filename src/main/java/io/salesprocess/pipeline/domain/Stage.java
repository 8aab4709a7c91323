package io.salesprocess.pipeline.domain;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * One step of a pipeline.
 *
 * @param key the name that the API uses, such as {@code pre-qualification}
 * @param title the name that people read
 * @param description what happens in the stage
 * @param targetDuration how long one attempt at the stage should take at most; a deal that takes longer is overdue
 * @param exitCriteria what must hold before the stage can be left (rule 2)
 */
public record Stage(
        String key, String title, String description, Duration targetDuration, List<ExitCriterion> exitCriteria) {

    public Stage {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(targetDuration, "targetDuration");
        if (targetDuration.isZero() || targetDuration.isNegative()) {
            throw new IllegalArgumentException("The target duration of stage " + key + " must be positive.");
        }
        exitCriteria = List.copyOf(exitCriteria);
    }
}
