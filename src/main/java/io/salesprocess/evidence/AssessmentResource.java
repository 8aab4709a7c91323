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
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The assessment of a deal over HTTP. */
@Path("/v1/deals/{id}/assessment")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Evidence")
public class AssessmentResource {

    private final SheetService sheets;
    private final Assessments assessments;
    private final Patches patches;
    private final DealDoor door;

    AssessmentResource(SheetService sheets, Assessments assessments, Patches patches, DealDoor door) {
        this.sheets = sheets;
        this.assessments = assessments;
        this.patches = patches;
        this.door = door;
    }

    /** How the prospect is seen now. */
    @GET
    @Needs(Permission.READ_DEALS)
    @Operation(
            operationId = "getAssessment",
            summary = "Read the assessment",
            description = "How strong the prospect's interest is, whether there is trust, and whether there is a fit.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AssessmentBody.class)))
    public Response get(@PathParam("id") UUID id) {
        Recorded<AssessmentBody> found = sheets.get(door.caller(), id, assessments);
        return door.read(found.row(), found.deal());
    }

    /** Changes the assessment; refused on a closed deal. A fit withdrawn blocks the deal wherever it stands (rule 3). */
    @PATCH
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Needs(Permission.WORK_ON_DEALS)
    @Operation(
            operationId = "updateAssessment",
            summary = "Assess the prospect",
            description =
                    "Changes what is named. A fit or an interest that is withdrawn blocks the deal wherever it stands.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AssessmentBody.class)))
    @Problems({ProblemType.DEAL_CLOSED, ProblemType.STALE_VERSION})
    public Response update(@PathParam("id") UUID id, @Patch(AssessmentBody.class) MergePatch body) {
        return door.change(
                () -> sheets.update(
                        door.caller(),
                        id,
                        door.version(),
                        assessments,
                        before -> patches.apply(body, before, AssessmentBody.class)),
                Function.identity());
    }
}
