package io.salesprocess.insight.link;

import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which deals the page of a link is about: all for which every given filter holds. */
@Schema(
        name = "InsightFilters",
        description =
                "Which deals the page is about. All filters must hold; without any, it is about all deals that the"
                        + " link's creator may see.")
public record InsightFilters(
        @Schema(
                description = "Only deals in this pipeline, in whichever version.",
                nullable = true,
                examples = "standard")
        @Size(min = 1, max = 100)
        String pipeline,

        @Schema(description = "Only deals that this salesperson owns at the time of reading.", nullable = true)
        UUID ownerId,

        @Schema(description = "Only deals that are about this offering at the time of reading.", nullable = true)
        UUID offeringId,

        @Schema(description = "Only deals from this source.", nullable = true, examples = "landing-page")
        @Size(min = 1, max = 100)
        String source,

        @Schema(description = "Only deals opened at or after this time.", nullable = true)
        Instant openedFrom,

        @Schema(description = "Only deals opened before this time.", nullable = true)
        Instant openedTo) {

    static final InsightFilters NONE = new InsightFilters(null, null, null, null, null, null);
}
