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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What open deals may bring, and when (rule 11), for managers and auditors. */
@Path("/v1/insights/forecast")
@Produces({MediaType.APPLICATION_JSON, Csv.TYPE, ChartSize.TYPE})
@Blocking
@Tag(name = "Insights")
public class ForecastResource {

    static final String AS_OF =
            "As it stood at this time: everything that had happened by then counts, and nothing later. A date"
                    + " means the end of that day in UTC; the present day means now. Before the first deal everything is empty.";

    private final Forecasts forecasts;
    private final Access access;

    ForecastResource(Forecasts forecasts, Access access) {
        this.forecasts = forecasts;
        this.access = access;
    }

    /** What the chosen open deals may bring, by month and currency. */
    @GET
    @Needs(Permission.READ_INSIGHTS)
    @Operation(
            operationId = "getForecast",
            summary = "Read the forecast",
            description =
                    "What the chosen open deals may bring, by calendar month (UTC) and currency. A deal is weighted by the share of its"
                            + " stage: of all deals that have been in the stage and are closed, those that were won. It falls into the"
                            + " month in which it will be won if it takes the median time that won deals took from entering the stage,"
                            + " or into the current month if that time has passed. Share and median are those of all deals of the"
                            + " pipeline, whatever the other filters are, so that the forecasts of all owners add up to that of all deals."
                            + " Reopened deals are not closed. Amounts are never added across currencies. The numbers are exact, and"
                            + " include everything that had happened when the request arrived; with `asOf` they are as they were at"
                            + " that moment. After an import or an upgrade they may have to catch up for a while: `unavailable`."
                            + " With `Accept: text/csv` the months as a table for spreadsheets: amounts are decimals of the currency. With `Accept:"
                            + " image/svg+xml` a chart, for light and dark backgrounds, with a title and a description.")
    @APIResponse(
            responseCode = "200",
            description = "The forecast.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ForecastResponse.class)),
                @Content(
                        mediaType = Csv.TYPE,
                        schema = @Schema(implementation = String.class),
                        example = "month,currency,deals,openValue,weightedValue,unweighted,asOf\r\n"
                                + "2026-12,EUR,17,42500.00,23800.00,0,2026-11-26T09:00:00Z\r\n"),
                @Content(
                        mediaType = ChartSize.TYPE,
                        schema = @Schema(implementation = String.class),
                        example = ChartSize.EXAMPLE)
            })
    @Problems(ProblemType.NOT_ACCEPTABLE)
    public Response forecast(
            @BeanParam CohortQuery query,
            @Parameter(description = AS_OF) @QueryParam("asOf") Instant asOf,
            @BeanParam ChartSize size,
            @Context Request request) {
        return Representation.of(
                request,
                "forecast",
                () -> forecasts.forecast(access.caller(), query.cohort(), asOf),
                InsightTables::of,
                InsightCharts::forecast,
                size);
    }
}
