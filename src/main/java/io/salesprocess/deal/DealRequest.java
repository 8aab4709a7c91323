package io.salesprocess.deal;

import io.salesprocess.platform.kernel.Amount;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A deal that a caller wants to open. */
@Schema(name = "DealRequest", description = "Deal to open.")
record DealRequest(
        @NotNull UUID prospectId,
        @Schema(nullable = true) UUID offeringId,

        @Schema(
                description = "The key of a pipeline; `standard` unless said otherwise.",
                nullable = true,
                examples = "standard")
        @Size(max = 100)
        String pipeline,

        @Schema(description = "The id of a salesperson; unassigned by default.", nullable = true)
        UUID ownerId,

        @Schema(description = "The offering's price unless said otherwise.", nullable = true) @Valid
        Amount value,

        @Schema(description = "Where the prospect came from.", nullable = true, examples = "trade-fair")
        @Size(max = 100)
        String source,

        @Schema(
                description =
                        "Values of custom fields of deals, by key; `GET /v1/custom-fields?subject=deal` lists the fields.",
                nullable = true,
                examples = "{\"region\": \"north\"}")
        Map<String, Object> customFields) {

    DealRequest {
        customFields = DealPatch.withoutNulls(customFields);
    }
}
