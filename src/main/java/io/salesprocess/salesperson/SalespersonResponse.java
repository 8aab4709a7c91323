package io.salesprocess.salesperson;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A salesperson as callers see them. */
@Schema(name = "Salesperson", description = "A person who owns deals.")
record SalespersonResponse(
        UUID id,
        @Schema(examples = "Grace Field") String name,
        @Schema(examples = "grace@example.com") String email,

        @Schema(description = "Whether new deals are assigned.")
        boolean active,

        @Schema(description = "Days on which they are away, in order.")
        List<Absence> absences,

        Instant createdAt) {

    /** What of it can be changed. */
    SalespersonRequest toRequest() {
        return new SalespersonRequest(name, email, active, absences);
    }
}
