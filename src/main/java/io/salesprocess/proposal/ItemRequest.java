package io.salesprocess.proposal;

import io.salesprocess.offering.Rate;
import io.salesprocess.platform.kernel.Amount;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A line of a proposal, as a caller says it. */
@Schema(name = "ProposalItemRequest", description = "A line of a proposal.")
record ItemRequest(
        @Schema(description = "The offering that it is about, if it is about one.", nullable = true)
        UUID offeringId,

        @Schema(
                description = "What the client gets. Without it the name of the offering.",
                nullable = true,
                examples = "Call sheet suite, 12 months")
        @Size(max = 2000)
        String description,

        @Schema(description = "More than 0, with up to 3 decimals.", examples = "2.5")
        @NotNull
        @DecimalMin(value = "0", inclusive = false, message = "must be greater than 0")
        @Digits(integer = 9, fraction = 3, message = "must have at most 9 digits and 3 decimals")
        BigDecimal quantity,

        @NotNull @Valid Amount unitPrice,

        @Schema(
                description = "The share that is taken off, as a decimal from 0 to 1.",
                nullable = true,
                examples = "0.1",
                defaultValue = "0")
        @Pattern(regexp = "0(\\.[0-9]{1,6})?|1(\\.0{1,6})?", message = "must be a decimal from 0 to 1, such as 0.1")
        String discount,

        @Schema(
                description = "The rate of the tax, as a decimal. Without it that of the offering, or 0.",
                nullable = true,
                examples = "0.19")
        @Pattern(regexp = Rate.TAX, message = Rate.NOT_A_TAX)
        String taxRate) {}
