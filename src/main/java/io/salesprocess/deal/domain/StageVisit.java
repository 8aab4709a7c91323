package io.salesprocess.deal.domain;

import java.time.Instant;
import java.util.Objects;

/**
 * A deal's stay in one stage.
 *
 * @param stage the stage's key
 * @param leftAt null while the deal stands there
 * @param attempts tries at the stage so far, from 1
 */
public record StageVisit(String stage, Instant enteredAt, Instant leftAt, int attempts) {

    public StageVisit {
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(enteredAt, "enteredAt");
    }

    static StageVisit entered(String stage, Instant at) {
        return new StageVisit(stage, at, null, 1);
    }

    StageVisit left(Instant at) {
        return new StageVisit(stage, enteredAt, at, attempts);
    }

    /** The same stay, in a version of the pipeline in which the stage has another key. */
    StageVisit renamed(String key) {
        return new StageVisit(key, enteredAt, leftAt, attempts);
    }

    /** The next try; the stay goes on, whether the deal fell short or is taken up again. */
    StageVisit triedAgain() {
        return new StageVisit(stage, enteredAt, null, attempts + 1);
    }
}
