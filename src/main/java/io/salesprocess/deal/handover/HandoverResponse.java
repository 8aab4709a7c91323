package io.salesprocess.deal.handover;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a handover came to. */
@Schema(name = "Handover", description = "What a handover came to.")
record HandoverResponse(
        @Schema(description = "Whose deals were given away.")
        UUID salespersonId,

        @Schema(description = "To whom: the id of a salesperson, or `round-robin`.", examples = "round-robin")
        String to,

        @Schema(description = "Deals that this request has given away.", examples = "214")
        long moved,

        @Schema(
                description =
                        "Open deals that the salesperson still has. If there are any, the time for one request was over,"
                                + " those who take deals became inactive or absent, or other callers assigned deals meanwhile: send"
                                + " the request again to go on. Counting ends at 100,000.",
                examples = "0")
        long left) {}
