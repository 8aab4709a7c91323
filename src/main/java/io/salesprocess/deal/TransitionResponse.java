package io.salesprocess.deal;

import io.salesprocess.deal.domain.TransitionType;
import io.salesprocess.deal.history.StoredEvent;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A transition that was made. */
@Schema(name = "Transition", description = "A transition that was made, or with `dryRun` would be.")
record TransitionResponse(
        TransitionType type,

        @Schema(description = "The stage or status that was left.", examples = "qualification")
        String from,

        @Schema(description = "The stage or status that was entered.", examples = "relationship")
        String to,

        @Schema(description = "The number of the try at the stage.", examples = "1")
        int attempt,

        Instant at,
        ActorResponse actor,

        @Schema(description = "The deal's version now.", examples = "8")
        long version,

        @Schema(description = "The number of the event in the deal's history.", examples = "8")
        long sequence) {

    static TransitionResponse of(TransitionType type, Deals.Change change) {
        StoredEvent event = change.events().get(0);
        return new TransitionResponse(
                type,
                event.from() == null ? event.stage() : event.from(),
                event.to() == null ? event.stage() : event.to(),
                event.attempt(),
                event.at(),
                ActorResponse.of(event.actor()),
                change.deal().sequence(),
                event.sequence());
    }
}
