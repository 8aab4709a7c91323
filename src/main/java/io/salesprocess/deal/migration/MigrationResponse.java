package io.salesprocess.deal.migration;

import io.salesprocess.deal.ActorResponse;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A migration as callers see it. */
@Schema(name = "Migration", description = "Open deals on their way from one version of a pipeline to another.")
record MigrationResponse(
        UUID id,

        @Schema(description = "The pipeline's key.", examples = "standard")
        String pipeline,

        @Schema(examples = "1") int from,
        @Schema(examples = "2") int to,

        @Schema(description = "New keys of stages by their old keys.", examples = "{\"qualification\": \"discovery\"}")
        Map<String, String> stageMapping,

        MigrationStatus status,

        @Schema(description = "How many deals were moved so far.", examples = "812")
        long moved,

        @Schema(description = "How many deals could not be moved; they keep their version.", examples = "3")
        long refused,

        @Schema(description = "Why it stopped; null unless it did.", nullable = true)
        String reason,

        @Schema(description = "Who started it. History names the same actor for every move.")
        ActorResponse startedBy,

        Instant startedAt,

        @Schema(description = "When deals were last looked at.")
        Instant workedAt,

        @Schema(description = "When it was done or stopped; null while it runs.", nullable = true)
        Instant endedAt) {

    static MigrationResponse of(Migration migration) {
        return new MigrationResponse(
                migration.id(),
                migration.pipeline(),
                migration.from(),
                migration.to(),
                migration.stageMapping(),
                migration.status(),
                migration.moved(),
                migration.refused(),
                migration.reason(),
                ActorResponse.of(migration.actor()),
                migration.startedAt(),
                migration.workedAt(),
                migration.endedAt());
    }
}
