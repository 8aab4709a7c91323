package io.salesprocess.insight;

import io.salesprocess.access.Access;
import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.openapi.Problems;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was won, and when (rule 11), for managers and auditors. */
@Path("/v1/insights/value-won")
@Produces({MediaType.APPLICATION_JSON, Csv.TYPE, ChartSize.TYPE})
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
                            + " while: `unavailable`. With `Accept: text/csv` a table for spreadsheets: amounts are decimals of the"
                            + " currency. With `Accept:"
                            + " image/svg+xml` a chart, for light and dark backgrounds, with a title and a description.")
    @APIResponse(
            responseCode = "200",
            description = "What was won.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ValueWonResponse.class)),
                @Content(
                        mediaType = Csv.TYPE,
                        schema = @Schema(implementation = String.class),
                        example = "month,currency,deals,valueWon,asOf\r\n"
                                + "2026-11,EUR,9,19800.00,2026-11-26T09:00:00Z\r\n"),
                @Content(
                        mediaType = ChartSize.TYPE,
                        schema = @Schema(implementation = String.class),
                        example = ChartSize.EXAMPLE)
            })
    @Problems(ProblemType.NOT_ACCEPTABLE)
    public Response valueWon(@BeanParam CohortQuery query, @BeanParam ChartSize size, @Context Request request) {
        return Representation.of(
                request,
                "value-won",
                () -> forecasts.valueWon(access.caller(), query.cohort()),
                InsightTables::of,
                InsightCharts::valueWon,
                size);
    }
}
