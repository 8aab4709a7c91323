package io.salesprocess.offering;

import io.salesprocess.platform.kernel.Amount;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An offering as callers see it. */
@Schema(name = "Offering", description = "A product or service that is sold.")
public record OfferingResponse(
        UUID id,
        @Schema(examples = "Call sheet suite") String name,
        OfferingRequest.Kind kind,

        @Schema(nullable = true, examples = "Plans calls and keeps their outcome.")
        String description,

        @Schema(nullable = true) Amount price,

        @Schema(description = "As a decimal, written as short as can be.", nullable = true, examples = "0.19")
        String taxRate,

        Instant createdAt) {

    /** What of it can be changed. */
    OfferingRequest toRequest() {
        return new OfferingRequest(name, kind, description, price, taxRate);
    }
}
