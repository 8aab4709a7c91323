package io.salesprocess.prospect;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Two prospects who turned out to be one person.
 *
 * @param prospectId who stays
 * @param duplicateId who was merged into them
 */
@Schema(name = "Merge", description = "Two prospects who turned out to be one person.")
public record Merge(
        UUID id,
        @Schema(description = "The prospect who stays.") UUID prospectId,

        @Schema(description = "The prospect who was merged into them, and can still be read.")
        UUID duplicateId,

        Instant mergedAt) {

    /** What a caller asks for. */
    @Schema(name = "MergeRequest", description = "Who is the same person as the prospect of the address.")
    record Request(
            @Schema(description = "The prospect to be merged into the one of the address.") @NotNull
            UUID duplicateId) {}
}
