package io.salesprocess.pipeline.domain;

import java.util.Locale;

/** How an activity turned out. */
public enum Outcome {
    POSITIVE,
    NEUTRAL,
    NEGATIVE;

    /** The name in pipeline definitions, such as {@code positive}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
