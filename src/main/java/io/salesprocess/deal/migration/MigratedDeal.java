package io.salesprocess.deal.migration;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of a deal in a migration. */
@Schema(name = "MigratedDeal", description = "What became of a deal in a migration.")
record MigratedDeal(
        UUID dealId,
        Outcome outcome,

        @Schema(
                description = "The number of the event `deal.migrated` in the deal's history; null if it was refused.",
                nullable = true,
                examples = "8")
        Long sequence,

        @Schema(
                description = "Why it was refused; null if it was moved.",
                nullable = true,
                examples = "Stage qualification is not a stage of version 2, and not mapped to one.")
        String reason,

        Instant at) {

    /** Whether a deal was moved. */
    @Schema(name = "MigrationOutcome")
    enum Outcome {
        MOVED,
        REFUSED
    }

    static MigratedDeal moved(UUID dealId, long sequence, Instant at) {
        return new MigratedDeal(dealId, Outcome.MOVED, sequence, null, at);
    }

    static MigratedDeal refused(UUID dealId, String reason, Instant at) {
        return new MigratedDeal(dealId, Outcome.REFUSED, null, reason, at);
    }
}
