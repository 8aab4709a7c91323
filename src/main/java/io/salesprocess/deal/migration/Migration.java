package io.salesprocess.deal.migration;

import io.salesprocess.deal.domain.Actor;
import io.salesprocess.pipeline.domain.PipelineRef;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Open deals of one version of a pipeline on their way to another.
 *
 * @param stageMapping new keys of stages by old ones
 * @param actor who started it, and so who moves the deals
 * @param workedAt when a portion was last worked on
 * @param reason why it stopped, or null
 * @param moved how many deals were moved so far
 * @param refused how many could not be
 */
record Migration(
        UUID id,
        String pipeline,
        int from,
        int to,
        Map<String, String> stageMapping,
        Actor actor,
        Instant startedAt,
        Instant workedAt,
        Instant endedAt,
        MigrationStatus status,
        String reason,
        long moved,
        long refused,
        Round round) {

    PipelineRef before() {
        return new PipelineRef(pipeline, from);
    }

    PipelineRef after() {
        return new PipelineRef(pipeline, to);
    }

    /**
     * A way through all deals, in the order of their ids.
     *
     * @param passed the deal after which it goes on; null before it begins
     * @param isClean whether nothing has been found to do so far
     */
    record Round(UUID passed, Instant beganAt, boolean isClean) {

        /** Before the next way begins. */
        static final Round NEXT = new Round(null, null, true);
    }
}
