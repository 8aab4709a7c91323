package io.salesprocess.evidence;

import io.salesprocess.deal.DealDoor;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A question as callers see it. */
@Schema(name = "Question", description = "A question of the client, and its answer once there is one.")
record QuestionResponse(
        UUID id,

        @Schema(description = "Null once erased.", nullable = true, examples = "Does it work without a network?")
        String text,

        Instant askedAt,

        @Schema(nullable = true, examples = "Yes, it synchronises later.")
        String answer,

        @Schema(nullable = true) Instant answeredAt)
        implements DealDoor.Identified {

    static QuestionResponse of(QuestionEntity entity) {
        return new QuestionResponse(entity.id, entity.text, entity.askedAt, entity.answer, entity.answeredAt);
    }
}
