package io.salesprocess.proposal;

import io.salesprocess.platform.kernel.Amount;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The tax of all items with one rate.
 *
 * @param rate as a decimal
 */
@Schema(name = "ProposalTax", description = "The tax of all items with one rate.")
record Tax(
        @Schema(examples = "0.19") String rate,

        @Schema(description = "The rate times the sum of the items' nets, rounded half up.")
        Amount amount) {}
