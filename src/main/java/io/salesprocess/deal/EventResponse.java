package io.salesprocess.deal;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.salesprocess.deal.history.HistoryStore;
import io.salesprocess.deal.history.StoredEvent;
import java.time.Instant;
import java.util.HexFormat;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An event of a deal's history as callers see it (rule 8). */
@Schema(name = "Event", description = "Something that has happened to a deal. It never changes.")
record EventResponse(
        @Schema(description = "Without gaps, from 1.", examples = "5")
        long sequence,

        @Schema(examples = "deal.advanced") String type,
        Instant at,
        ActorResponse actor,

        @Schema(description = "Where the deal stands after it.", examples = "qualification")
        String stage,

        @Schema(
                description = "The stage or status that was left, if one was.",
                nullable = true,
                examples = "pre-qualification")
        String from,

        @Schema(
                description = "The stage or status that was entered, if one was.",
                nullable = true,
                examples = "qualification")
        String to,

        @Schema(examples = "1") int attempt,

        @Schema(
                description = "The actor's reason as free text; null if none was given or it was erased.",
                nullable = true)
        String reason,

        @Schema(
                description = "Salted SHA-256 of the reason, which stays when the reason is erased.",
                nullable = true,
                pattern = "^[0-9a-f]{64}$")
        String reasonDigest,

        DealResponse.PipelineVersion pipeline,

        @Schema(
                description = "The facts of the event: ids, enumerated values, counts, amounts.",
                type = SchemaType.OBJECT)
        @JsonRawValue
        String data,

        @Schema(description = "The hash of the event before, in hexadecimal.", pattern = "^[0-9a-f]{64}$")
        String previousHash,

        @Schema(description = "SHA-256 over the event and `previousHash`.", pattern = "^[0-9a-f]{64}$")
        String hash) {

    static EventResponse of(HistoryStore.Entry entry) {
        StoredEvent event = entry.event();
        return new EventResponse(
                event.sequence(),
                event.type(),
                event.at(),
                ActorResponse.of(event.actor()),
                event.stage(),
                event.from(),
                event.to(),
                event.attempt(),
                entry.reason() == null ? null : entry.reason().text(),
                event.reasonDigest() == null ? null : HexFormat.of().formatHex(event.reasonDigest()),
                new DealResponse.PipelineVersion(
                        event.pipeline().key(), event.pipeline().version()),
                event.data(),
                HexFormat.of().formatHex(event.previousHash()),
                HexFormat.of().formatHex(event.hash()));
    }
}
