package io.salesprocess.proposal;

import io.salesprocess.platform.kernel.Amount;
import java.math.BigDecimal;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A line of a proposal, as it is kept and shown.
 *
 * @param discount the share that is taken off, as a decimal
 * @param taxRate as a decimal
 * @param net what it comes to without tax
 */
@Schema(name = "ProposalItem", description = "A line of a proposal.")
record Item(
        @Schema(nullable = true) UUID offeringId,
        @Schema(examples = "Call sheet suite, 12 months") String description,
        @Schema(examples = "2.5") BigDecimal quantity,
        Amount unitPrice,
        @Schema(examples = "0.1") String discount,
        @Schema(examples = "0.19") String taxRate,

        @Schema(description = "What it comes to without tax: quantity × unitPrice × (1 − discount), rounded half up.")
        Amount net) {}
