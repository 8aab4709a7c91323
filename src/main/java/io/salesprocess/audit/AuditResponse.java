package io.salesprocess.audit;

import io.salesprocess.deal.ActorResponse;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An entry of the audit. Action and kind are text: later versions record more of them. */
@Schema(name = "AuditEntry", description = "An administrative action. It contains ids, no names.")
record AuditResponse(
        UUID id,
        Instant at,
        ActorResponse actor,

        @Schema(description = "What was done. Later versions add actions.", examples = "api-key-created")
        String action,

        Subject subject) {

    /** What an action was done to. */
    @Schema(name = "AuditSubject", description = "What the action was done to.")
    record Subject(
            @Schema(
                    description =
                            "`api-key`, `offering`, `form`, `salesperson`, `template`, `letterhead` or `prospect`. Later"
                                    + " versions add kinds.",
                    examples = "api-key")
            String kind,

            @Schema(description = "The id, or the key of a form.", examples = "01a20a90-926e-7000-a70d-4e85a86d6635")
            String id) {}
}
