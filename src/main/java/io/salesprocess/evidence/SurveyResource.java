package io.salesprocess.evidence;

import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.DealDoor;
import io.salesprocess.deal.Recorded;
import io.salesprocess.platform.api.MergePatch;
import io.salesprocess.platform.api.Patches;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.openapi.Patch;
import io.salesprocess.platform.openapi.Problems;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
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

    private final SheetService sheets;
    private final Surveys surveys;
    private final GivenAnswers given;
    private final Patches patches;
    private final DealDoor door;

    SurveyResource(SheetService sheets, Surveys surveys, GivenAnswers given, Patches patches, DealDoor door) {
        this.sheets = sheets;
        this.surveys = surveys;
        this.given = given;
        this.patches = patches;
        this.door = door;
    }

    /** All answers so far. */
    @GET
    @Needs(Permission.READ_DEALS)
    @Operation(
            operationId = "getSurvey",
            summary = "Read the survey",
            description = "All answers of the prospect, from every submission and conversation, and who"
                    + " recorded each answer when.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SurveyResponse.class)))
    public Response get(@PathParam("id") UUID id) {
        Recorded<SurveyBody> found = sheets.get(door.caller(), id, surveys);
        return door.read(show(id, found.row()), found.deal());
    }

    /** Adds, corrects or removes answers; refused on a closed deal. */
    @PATCH
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
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
        return door.change(
                () -> sheets.update(
                        door.caller(),
                        id,
                        door.version(),
                        surveys,
                        before -> patches.apply(body, before, SurveyBody.class)),
                after -> show(id, after));
    }

    private SurveyResponse show(UUID id, SurveyBody body) {
        return new SurveyResponse(body.answers(), given.shown(id));
    }
}
