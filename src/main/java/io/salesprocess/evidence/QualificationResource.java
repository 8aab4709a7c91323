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

/** The qualification of a deal over HTTP. */
@Path("/v1/deals/{id}/qualification")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Evidence")
public class QualificationResource {

    private final SheetService sheets;
    private final Qualifications qualifications;
    private final Patches patches;
    private final DealDoor door;

    QualificationResource(SheetService sheets, Qualifications qualifications, Patches patches, DealDoor door) {
        this.sheets = sheets;
        this.qualifications = qualifications;
        this.patches = patches;
        this.door = door;
    }

    /** What is known about the prospect's product. */
    @GET
    @Needs(Permission.READ_DEALS)
    @Operation(
            operationId = "getQualification",
            summary = "Read the qualification",
            description = "What is known about the prospect's product: background, history, target audience, issues.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = QualificationBody.class)))
    public Response get(@PathParam("id") UUID id) {
        Recorded<QualificationBody> found = sheets.get(door.caller(), id, qualifications);
        return door.read(found.row(), found.deal());
    }

    /** Records what was learnt about the prospect's product; refused on a closed deal. */
    @PATCH
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Needs(Permission.WORK_ON_DEALS)
    @Operation(
            operationId = "updateQualification",
            summary = "Qualify the prospect",
            description = "Changes what is named; null clears. A list of issues replaces the one before.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = QualificationBody.class)))
    @Problems({ProblemType.DEAL_CLOSED, ProblemType.STALE_VERSION})
    public Response update(@PathParam("id") UUID id, @Patch(QualificationBody.class) MergePatch body) {
        return door.change(
                () -> sheets.update(
                        door.caller(),
                        id,
                        door.version(),
                        qualifications,
                        before -> patches.apply(body, before, QualificationBody.class)),
                Function.identity());
    }
}
