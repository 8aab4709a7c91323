package io.salesprocess.deal;

import io.salesprocess.deal.domain.Actor;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who did something. */
@Schema(name = "Actor", description = "Who did something.")
public record ActorResponse(
        Actor.Kind kind,

        @Schema(description = "The id of the key, user, form or link.", examples = "ada")
        String id,

        @Schema(description = "The salesperson that the actor is or acts for.", nullable = true)
        UUID salespersonId) {

    public static ActorResponse of(Actor actor) {
        return new ActorResponse(actor.kind(), actor.id(), actor.salespersonId());
    }
}
