package io.salesprocess.pipeline.domain;

import java.time.Instant;

/** How target durations are counted (rule 14): in the working time of a calendar, or as plain time without one. */
@FunctionalInterface
public interface Timekeeping {

    /** Every hour counts, and a day has 24 of them. */
    Timekeeping PLAIN = (start, target) -> start.plus(target.plain());

    /** When an attempt that began then should be over. */
    Instant due(Instant start, TargetDuration target);
}
