package io.salesprocess.evidence;

import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.platform.http.MergePatch;
import io.salesprocess.platform.http.Patches;
import io.salesprocess.platform.http.Versions;
import io.salesprocess.platform.openapi.Patch;
import io.salesprocess.platform.openapi.Problems;
import io.salesprocess.platform.problem.ProblemType;
import io.salesprocess.platform.sql.Retried;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The survey of a deal over HTTP. */
@Path("/v1/deals/{id}/survey")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Evidence")
public class SurveyResource {

    private final Deals deals;
    private final Surveys surveys;
    private final GivenAnswers given;
    private final Patches patches;
    private final Versions versions;

    SurveyResource(Deals deals, Surveys surveys, GivenAnswers given, Patches patches, Versions versions) {
        this.deals = deals;
        this.surveys = surveys;
        this.given = given;
        this.patches = patches;
        this.versions = versions;
    }

    /** All answers so far. */
    @GET
    @Needs(Permission.READ_DEALS)
    @Operation(
            operationId = "getSurvey",
            summary = "Read the survey",
            description = "All that the prospect has answered so far, from every submission and conversation, and who"
                    + " recorded each answer when.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SurveyResponse.class)))
    public Response get(@PathParam("id") UUID id) {
        Deal deal = deals.get(id);
        return versions.ok(show(id), deal.sequence());
    }

    /** Adds, corrects or removes answers; refused on a closed deal. */
    @PATCH
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Retried
    @Transactional
    @Needs(Permission.WORK_ON_DEALS)
    @Operation(
            operationId = "updateSurvey",
            summary = "Add to the survey",
            description =
                    "Adds or corrects answers by the keys of their questions; null removes one. Forms do not replace"
                            + " answers that were recorded here.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SurveyResponse.class)))
    @Problems({ProblemType.DEAL_CLOSED, ProblemType.STALE_VERSION})
    public Response update(@PathParam("id") UUID id, @Patch(SurveyBody.class) MergePatch body) {
        Deal deal = deals.record(id, versions::mayMatch, present -> {
            SurveyBody before = new SurveyBody(surveys.answers(id));
            SurveyBody after = patches.apply(body, before, SurveyBody.class);
            after.check();
            if (after.equals(before)) {
                return List.of();
            }
            surveys.replace(id, after.answers(), after.changesSince(before), deals.actor());
            return List.of(new Fact.SurveyRecorded(after.answers().size()));
        });
        return versions.changed(show(id), deal.sequence());
    }

    private SurveyResponse show(UUID id) {
        return new SurveyResponse(surveys.answers(id), given.shown(id));
    }
}
