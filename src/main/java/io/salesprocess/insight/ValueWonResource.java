package io.salesprocess.insight;

import io.salesprocess.access.Access;
import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was won, and when (rule 11), for managers and auditors. */
@Path("/v1/insights/value-won")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Insights")
public class ValueWonResource {

    private final Forecasts forecasts;
    private final Access access;

    ValueWonResource(Forecasts forecasts, Access access) {
        this.forecasts = forecasts;
        this.access = access;
    }

    /** What the chosen deals were worth when they were won, by month and currency. */
    @GET
    @Needs(Permission.READ_INSIGHTS)
    @Operation(
            operationId = "getValueWon",
            summary = "Read the value won over time",
            description =
                    "What the chosen deals were worth when they were won, by the calendar month (UTC) in which that was, and by currency;"
                            + " amounts are never added across currencies. A won deal is final, so only its owner can still change: the"
                            + " filter `ownerId` chooses by the present one. The numbers are exact, and include everything that had"
                            + " happened when the request arrived. After an import or an upgrade they may have to catch up for a"
                            + " while: `unavailable`.")
    public ValueWonResponse valueWon(@BeanParam CohortQuery query) {
        return forecasts.valueWon(access.caller(), query.cohort());
    }
}
