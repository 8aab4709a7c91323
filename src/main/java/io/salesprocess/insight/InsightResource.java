package io.salesprocess.insight;

import io.salesprocess.access.Access;
import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.openapi.Problems;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
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
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the histories of all deals add up to (rule 11), for managers and auditors. */
@Path("/v1/insights")
@Produces({MediaType.APPLICATION_JSON, Csv.TYPE, ChartSize.TYPE})
@Blocking
@Tag(name = "Insights")
public class InsightResource {

    private static final int MOST_KINDS = 1_000;

    private static final String CATCHES_UP =
            " The numbers are exact, and include everything that had happened when the request"
                    + " arrived. After an import or an upgrade they may have to catch up for a while: `unavailable`.";

    private static final String AS_TABLE =
            " With `Accept: text/csv` a table for spreadsheets: durations are in seconds, and a text"
                    + " that a spreadsheet would run as a formula has an apostrophe in front. With `Accept:"
                    + " image/svg+xml` a chart, for light and dark backgrounds, with a title and a description.";

    private final Insights insights;
    private final Forecasts forecasts;
    private final InsightCharts charts;
    private final Access access;

    InsightResource(Insights insights, Forecasts forecasts, InsightCharts charts, Access access) {
        this.insights = insights;
        this.forecasts = forecasts;
        this.charts = charts;
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
                            + " filters choose deals, not events. With `asOf` the numbers are as they were at that moment, and the"
                            + " filters choose deals by the owner and the offering that they had then." + CATCHES_UP
                            + AS_TABLE)
    @APIResponse(
            responseCode = "200",
            description = "The funnel.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = FunnelResponse.class)),
                @Content(
                        mediaType = Csv.TYPE,
                        schema = @Schema(implementation = String.class),
                        example = "pipeline,stage,entered,advanced,fellShort,lost,stillThere,conversion,asOf\r\n"
                                + "standard,qualification,120,84,17,22,14,0.7,2026-11-26T09:00:00Z\r\n"),
                @Content(
                        mediaType = ChartSize.TYPE,
                        schema = @Schema(implementation = String.class),
                        example = ChartSize.EXAMPLE)
            })
    @Problems(ProblemType.NOT_ACCEPTABLE)
    public Response funnel(
            @BeanParam CohortQuery query,
            @Parameter(description = ForecastResource.AS_OF) @QueryParam("asOf") Instant asOf,
            @BeanParam ChartSize size,
            @Context Request request) {
        return Representation.of(
                request,
                "funnel",
                () -> forecasts.funnel(access.caller(), query.cohort(), asOf),
                InsightTables::of,
                charts::funnel,
                size);
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
                            + " upgrade it may have to catch up for a while: `unavailable`." + AS_TABLE)
    @APIResponse(
            responseCode = "200",
            description = "How long stages take.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = StageDurationsResponse.class)),
                @Content(
                        mediaType = Csv.TYPE,
                        schema = @Schema(implementation = String.class),
                        example = "pipeline,stage,visits,medianSeconds,p90Seconds,totalSeconds,overdue,asOf\r\n"
                                + "standard,qualification,106,532800,1641600,69168600,9,2026-11-26T09:00:00Z\r\n"),
                @Content(
                        mediaType = ChartSize.TYPE,
                        schema = @Schema(implementation = String.class),
                        example = ChartSize.EXAMPLE)
            })
    @Problems(ProblemType.NOT_ACCEPTABLE)
    public Response stageDurations(@BeanParam CohortQuery query, @BeanParam ChartSize size, @Context Request request) {
        return Representation.of(
                request,
                "stage-durations",
                () -> insights.stageDurations(access.caller(), query.cohort()),
                InsightTables::of,
                charts::stageDurations,
                size);
    }

    /** What salespeople have achieved with the chosen deals. */
    @GET
    @Path("/salespeople")
    @Needs(Permission.READ_INSIGHTS)
    @Operation(
            operationId = "getSalespeople",
            summary = "Compare salespeople",
            description =
                    "What each salesperson has achieved with the chosen deals. What happens to a deal counts for who owns it at"
                            + " that moment: an open deal counts for its owner, a won or lost one for who owned it when it was"
                            + " closed, and falling short and answers for who owned it then, so a deal that is handed over later"
                            + " takes nothing along. `ownerId` chooses the salesperson for whom it counts. Compare by"
                            + " `winRateLow`: two won deals out of two are less sure than eighty out of a hundred. Medians are times"
                            + " that occurred, in plain time." + CATCHES_UP + AS_TABLE)
    @APIResponse(
            responseCode = "200",
            description = "What salespeople have achieved.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = SalespeopleResponse.class)),
                @Content(
                        mediaType = Csv.TYPE,
                        schema = @Schema(implementation = String.class),
                        example = "salespersonId,name,open,won,lost,winRate,winRateLow,winRateHigh,smallNumbers,"
                                + "medianTimeToWinSeconds,fellShort,answers,medianTimeToAnswerSeconds,valueWonEUR,asOf\r\n"
                                + "01a20a90-926e-7000-a70d-4e85a86d6635,Tom Reed,14,80,20,0.8,0.711169775,0.866633071,false,"
                                + "1641600,17,41,12000,99000.00,2026-11-26T09:00:00Z\r\n"),
                @Content(
                        mediaType = ChartSize.TYPE,
                        schema = @Schema(implementation = String.class),
                        example = ChartSize.EXAMPLE)
            })
    @Problems(ProblemType.NOT_ACCEPTABLE)
    public Response salespeople(
            @BeanParam CohortQuery query,
            @Parameter(
                            description =
                                    "In which order: `name`, `open`, `won`, `lost`, `winRate`, `winRateLow`, `winRateHigh`,"
                                            + " `medianTimeToWin`, `fellShort`, `answers`, `medianTimeToAnswer`, or `valueWon`, which"
                                            + " compares the currency of most won deals, or another one: `valueWon.EUR`. With `-`"
                                            + " before it descending. What is not known comes last. By name unless said otherwise.",
                            schema = @Schema(examples = "-winRateLow"))
                    @QueryParam("orderBy")
                    String orderBy,
            @BeanParam ChartSize size,
            @Context Request request) {
        SalespeopleOrder order = SalespeopleOrder.parse(orderBy);
        return Representation.of(
                request,
                "salespeople",
                () -> insights.salespeople(access.caller(), query.cohort(), order),
                InsightTables::of,
                answer -> charts.salespeople(answer, orderBy != null),
                size);
    }

    /** How stays with and without activities ended. */
    @GET
    @Path("/activities")
    @Needs(Permission.READ_INSIGHTS)
    @Operation(
            operationId = "getActivities",
            summary = "Compare stays with and without activities",
            description =
                    "For each stage and kind of activity: how many stays in the stage ended by `advance`, of those in which it"
                            + " was done and of the others, and the difference with its 95 % interval. **This is association, not"
                            + " cause**: salespeople choose what they do, and may do more where a deal already looks promising; a"
                            + " long stay also leaves more time for activities. Only stays that have ended are counted. An activity"
                            + " belongs to the stay in which it was done, even if it was recorded later; one done before the deal"
                            + " opened belongs to the first stay, and one done after the deal was closed to none."
                            + CATCHES_UP
                            + AS_TABLE)
    @APIResponse(
            responseCode = "200",
            description = "How stays ended, with and without activities.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ActivitiesResponse.class)),
                @Content(
                        mediaType = Csv.TYPE,
                        schema = @Schema(implementation = String.class),
                        example =
                                "pipeline,stage,kind,staysWith,advancedWith,advanceRateWith,staysWithout,advancedWithout,"
                                        + "advanceRateWithout,difference,differenceLow,differenceHigh,smallNumbers,asOf\r\n"
                                        + "standard,qualification,demo,70,56,0.8,80,48,0.6,0.2,0.0524,0.3339,false,"
                                        + "2026-11-26T09:00:00Z\r\n"),
                @Content(
                        mediaType = ChartSize.TYPE,
                        schema = @Schema(implementation = String.class),
                        example = ChartSize.EXAMPLE)
            })
    @Problems(ProblemType.NOT_ACCEPTABLE)
    public Response activities(
            @BeanParam CohortQuery query,
            @Parameter(description = "Only this kind of activity.", schema = @Schema(examples = "demo", maxLength = 40))
                    @QueryParam("kind")
                    String kind,
            @Parameter(
                            description =
                                    "How many kinds of each stage at most: those that were done in most stays. `kind` reads"
                                            + " one beyond them.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "50"))
                    @QueryParam("limit")
                    @DefaultValue("50")
                    int limit,
            @BeanParam ChartSize size,
            @Context Request request) {
        if (limit < 1 || limit > MOST_KINDS) {
            throw ProblemException.invalid(FieldError.in("limit", "must be an integer from 1 to " + MOST_KINDS));
        }
        return Representation.of(
                request,
                "activities",
                () -> insights.activities(access.caller(), query.cohort(), kind, limit),
                InsightTables::of,
                charts::activities,
                size);
    }
}
