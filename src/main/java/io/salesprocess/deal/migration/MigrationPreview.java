package io.salesprocess.deal.migration;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a migration would do now. */
@Schema(name = "MigrationPreview", description = "What the migration would do now.")
record MigrationPreview(
        @Schema(description = "How many open deals follow the version `from`.", examples = "815")
        long deals,

        @Schema(description = "How many of them would be moved; all others would be refused.", examples = "812")
        long movable,

        @Schema(description = "The first 100 deals that would be refused, and why.")
        List<RefusedDeal> refused) {

    /** A deal that would not be moved. */
    @Schema(name = "RefusedDeal", description = "A deal that would not be moved.")
    record RefusedDeal(
            UUID dealId,

            @Schema(
                    description = "Why not.",
                    examples = "Stage qualification is not a stage of version 2, and not mapped to one.")
            String reason) {}
}
