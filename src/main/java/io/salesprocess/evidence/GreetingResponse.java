package io.salesprocess.evidence;

import io.salesprocess.deal.DealDoor;
import io.salesprocess.deal.domain.Fact.Greeter;
import io.salesprocess.platform.api.HyphenatedEnums;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A greeting as callers see it. */
@Schema(name = "Greeting", description = "A greeting that was given.")
record GreetingResponse(
        UUID id,
        Greeter by,
        @Schema(nullable = true, examples = "phone") String channel,
        @Schema(nullable = true) String note,
        Instant at)
        implements DealDoor.Identified {

    static GreetingResponse of(GreetingEntity entity) {
        return new GreetingResponse(
                entity.id, HyphenatedEnums.valueOf(Greeter.class, entity.by), entity.channel, entity.note, entity.at);
    }
}
