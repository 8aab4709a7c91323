package io.salesprocess.evidence;

import io.salesprocess.deal.DealDoor;
import io.salesprocess.pipeline.domain.Outcome;
import io.salesprocess.platform.api.HyphenatedEnums;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An activity as callers see it. */
@Schema(name = "Activity", description = "Something that a salesperson did, and how it turned out.")
record ActivityResponse(
        UUID id,
        @Schema(examples = "demo") String kind,
        Outcome outcome,
        @Schema(nullable = true) String note,
        Instant at,
        Instant recordedAt)
        implements DealDoor.Identified {

    static ActivityResponse of(ActivityEntity entity) {
        return new ActivityResponse(
                entity.id,
                entity.kind,
                HyphenatedEnums.valueOf(Outcome.class, entity.outcome),
                entity.note,
                entity.at,
                entity.recordedAt);
    }
}
