package io.salesprocess.intake;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One who takes turns, and how often. */
@Schema(name = "AssignmentShare", description = "A salesperson who takes turns, and how often.")
record Share(
        @Schema(required = true) @NotNull UUID salespersonId,

        @Schema(
                description = "How many deals they get for each one of a salesperson with the weight 1.",
                defaultValue = "1",
                examples = "2")
        @Min(1)
        @Max(Share.MOST_WEIGHT)
        Integer weight) {

    static final int MOST_WEIGHT = 100;

    Share {
        weight = weight == null ? 1 : weight;
    }
}
