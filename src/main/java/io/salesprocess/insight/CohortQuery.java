package io.salesprocess.insight;

import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which deals a caller wants insights about. */
public class CohortQuery {

    /** When these filters got the names that they have in lists of deals. */
    private static final String RENAMED = "2026-11-26";

    @Parameter(
            description = "Only deals in this pipeline, in whichever version.",
            schema = @Schema(examples = "standard", maxLength = 100))
    @QueryParam("pipeline")
    String pipeline;

    @Parameter(description = "Only deals that this salesperson owns now.")
    @QueryParam("ownerId")
    UUID ownerId;

    @Parameter(description = "Only deals that are about this offering now.")
    @QueryParam("offeringId")
    UUID offeringId;

    @Parameter(
            description = "Only deals from this source.",
            schema = @Schema(examples = "landing-page", maxLength = 100))
    @QueryParam("source")
    String source;

    @Parameter(description = "Only deals opened at or after this time. A date means the start of that day in UTC.")
    @QueryParam("openedFrom")
    Instant openedFrom;

    @Parameter(description = "Only deals opened before this time. A date means the end of that day in UTC.")
    @QueryParam("openedTo")
    Instant openedTo;

    @Deprecated(since = RENAMED)
    @Parameter(description = "Use `ownerId`.", deprecated = true)
    @QueryParam("owner")
    UUID owner;

    @Deprecated(since = RENAMED)
    @Parameter(description = "Use `offeringId`.", deprecated = true)
    @QueryParam("offering")
    UUID offering;

    @Deprecated(since = RENAMED)
    @Parameter(description = "Use `openedFrom`.", deprecated = true)
    @QueryParam("from")
    Instant from;

    @Deprecated(since = RENAMED)
    @Parameter(description = "Use `openedTo`.", deprecated = true)
    @QueryParam("to")
    Instant to;

    Cohort cohort() {
        return new Cohort(
                pipeline,
                either("owner", owner, "ownerId", ownerId),
                either("offering", offering, "offeringId", offeringId),
                source,
                either("from", from, "openedFrom", openedFrom),
                either("to", to, "openedTo", openedTo));
    }

    /** Two filters of one meaning could contradict each other. */
    private static <T> T either(String oldName, T old, String name, T value) {
        if (old != null && value != null) {
            throw ProblemException.invalid(FieldError.in(oldName, "must not be given together with " + name));
        }
        return value == null ? old : value;
    }
}
