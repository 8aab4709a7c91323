package io.salesprocess.insight;

import io.salesprocess.access.Access;
import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the histories of all deals add up to (rule 11), for managers and auditors. */
@Path("/v1/insights")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Insights")
public class InsightResource {

    private final Insights insights;
    private final Forecasts forecasts;
    private final Access access;

    InsightResource(Insights insights, Forecasts forecasts, Access access) {
        this.insights = insights;
        this.forecasts = forecasts;
        this.access = access;
    }

    /** How many of the chosen deals entered each stage, and what became of them there. */
    @GET
    @Path("/funnel")
    @Needs(Permission.READ_INSIGHTS)
    @Operation(
            operationId = "getFunnel",
            summary = "Read the funnel",
            description =
                    "How many of the chosen deals entered each stage, and what became of them there, whenever that was: the"
                            + " filters choose deals, not events. The numbers are exact, and include everything that had happened when"
                            + " the request arrived; with `asOf` they are as they were at that moment, and the filters choose deals"
                            + " by their owner and offering at that moment. After an import or an upgrade they may have to catch up"
                            + " for a while: `unavailable`.")
    public FunnelResponse funnel(
            @BeanParam CohortQuery query,
            @Parameter(description = ForecastResource.AS_OF) @QueryParam("asOf") Instant asOf) {
        return forecasts.funnel(access.caller(), query.cohort(), asOf);
    }

    /** How long the chosen deals stayed in each stage. */
    @GET
    @Path("/stage-durations")
    @Needs(Permission.READ_INSIGHTS)
    @Operation(
            operationId = "getStageDurations",
            summary = "Read how long stages take",
            description =
                    "How long the chosen deals stayed in each stage, from entering it to leaving it by `advance`, or to being"
                            + " lost. A deal that falls short goes on with the same stay; so does one that is reopened, and"
                            + " the time that it was lost belongs to it. `overdue` counts stays that ended after the due date of"
                            + " their last attempt. Stays that have not ended are not counted. Median and"
                            + " ninetieth percentile are durations that occurred, not interpolated ones; everything is exact to the"
                            + " microsecond, and includes all that had happened when the request arrived. After an import or an"
                            + " upgrade it may have to catch up for a while: `unavailable`.")
    public StageDurationsResponse stageDurations(@BeanParam CohortQuery query) {
        return insights.stageDurations(access.caller(), query.cohort());
    }
}
