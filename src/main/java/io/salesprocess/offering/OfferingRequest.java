package io.salesprocess.offering;

import io.salesprocess.platform.kernel.Amount;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a caller can say of an offering. */
@Schema(name = "OfferingRequest", description = "Offering to create.")
record OfferingRequest(
        @Schema(examples = "Call sheet suite") @NotBlank @Size(max = 200)
        String name,

        @NotNull Kind kind,

        @Schema(nullable = true, examples = "Plans calls and keeps their outcome.") @Size(max = 5000)
        String description,

        @Schema(description = "The value of a new deal for which no other is given.", nullable = true) @Valid
        Amount price,

        @Schema(
                description = "The rate of the tax on it, as a decimal; for lines of proposals that give no other.",
                nullable = true,
                examples = "0.19")
        @Pattern(regexp = Rate.TAX, message = Rate.NOT_A_TAX)
        String taxRate) {

    OfferingRequest {
        name = name == null ? null : name.strip();
    }

    /** What kind of thing is sold. */
    @Schema(name = "OfferingKind")
    enum Kind {
        PRODUCT,
        SERVICE
    }
}
