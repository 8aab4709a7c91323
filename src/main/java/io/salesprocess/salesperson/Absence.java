package io.salesprocess.salesperson;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Days on which a salesperson is away, in JSON. */
@Schema(name = "Absence", description = "Days on which a salesperson is away.")
record Absence(
        @Schema(description = "The first day.", examples = "2026-12-21", format = "date") @NotNull @Size(max = 10)
        String from,

        @Schema(description = "The last day, which belongs to it.", examples = "2027-01-03", format = "date")
        @NotNull
        @Size(max = 10)
        String to) {}
