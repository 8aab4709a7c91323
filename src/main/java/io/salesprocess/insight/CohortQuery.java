package io.salesprocess.insight;

import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which deals a caller wants insights about. */
public class CohortQuery {

    @Parameter(
            description = "Only deals in this pipeline, in whichever version.",
            schema = @Schema(examples = "standard", maxLength = 100))
    @QueryParam("pipeline")
    String pipeline;

    @Parameter(description = "Only deals that this salesperson owns now.")
    @QueryParam("owner")
    UUID owner;

    @Parameter(description = "Only deals that are about this offering now.")
    @QueryParam("offering")
    UUID offering;

    @Parameter(
            description = "Only deals from this source.",
            schema = @Schema(examples = "landing-page", maxLength = 100))
    @QueryParam("source")
    String source;

    @Parameter(description = "Only deals opened at or after this time.")
    @QueryParam("from")
    Instant from;

    @Parameter(description = "Only deals opened before this time.")
    @QueryParam("to")
    Instant to;

    Cohort cohort() {
        return new Cohort(pipeline, owner, offering, source, from, to);
    }
}
