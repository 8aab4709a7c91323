package io.salesprocess.deal.handover;

import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.kernel.Ids;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** To whom deals go. */
@Schema(name = "HandoverRequest", description = "To whom the deals go.")
record HandoverRequest(
        @Schema(
                description = "The id of a salesperson, or `round-robin` for all others in turn.",
                examples = "round-robin")
        @NotNull
        @Size(max = 36)
        String to) {

    private static final String ROUND_ROBIN = "round-robin";

    /** The salesperson who gets all, or null if all others take turns. */
    UUID salespersonId() {
        try {
            return to.equals(ROUND_ROBIN) ? null : Ids.parse(to);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(FieldError.at("/to", "must be the id of a salesperson or round-robin"));
        }
    }
}
