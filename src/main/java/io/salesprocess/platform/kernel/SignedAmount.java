package io.salesprocess.platform.kernel;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A sum of money in JSON that can be below zero.
 *
 * @param amount in the currency's minor unit, such as cents
 * @param currency ISO 4217
 */
@Schema(name = "Balance", description = "A sum of money. It can be below zero.")
public record SignedAmount(
        @Schema(description = "In the currency's minor unit, such as cents.", examples = "125000")
        long amount,

        @Schema(description = "ISO 4217.", examples = "EUR", pattern = "^[A-Z]{3}$")
        String currency) {}
