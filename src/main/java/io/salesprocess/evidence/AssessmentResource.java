package io.salesprocess.evidence;

import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.domain.Deal;
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

/** The assessment of a deal over HTTP. */
@Path("/v1/deals/{id}/assessment")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Evidence")
public class AssessmentResource {

    private final Deals deals;
    private final Assessments assessments;
    private final Patches patches;
    private final Versions versions;

    AssessmentResource(Deals deals, Assessments assessments, Patches patches, Versions versions) {
        this.deals = deals;
        this.assessments = assessments;
        this.patches = patches;
        this.versions = versions;
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
        Deal deal = deals.get(id);
        return versions.ok(assessments.of(deal), deal.sequence());
    }

    /** Changes the assessment; refused on a closed deal. A fit withdrawn blocks the deal wherever it stands (rule 3). */
    @PATCH
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Retried
    @Transactional
    @Needs(Permission.WORK_ON_DEALS)
    @Operation(
            operationId = "updateAssessment",
            summary = "Assess the prospect",
            description =
                    "Changes what is named. A fit or an interest that is withdrawn blocks the deal wherever it stands.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AssessmentBody.class)))
    @Problems({ProblemType.DEAL_CLOSED, ProblemType.STALE_VERSION})
    public Response update(@PathParam("id") UUID id, @Patch(AssessmentBody.class) MergePatch body) {
        Deal deal = deals.record(id, versions::mayMatch, present -> {
            AssessmentBody before = assessments.of(present);
            AssessmentBody after = patches.apply(body, before, AssessmentBody.class);
            if (after.equals(before)) {
                return List.of();
            }
            assessments.keepNote(id, after.note());
            return List.of(after.fact());
        });
        return versions.changed(assessments.of(deal), deal.sequence());
    }
}
