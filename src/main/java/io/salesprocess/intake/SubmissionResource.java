package io.salesprocess.intake;

import io.salesprocess.access.Access;
import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.platform.api.Cursor;
import io.salesprocess.platform.api.Page;
import io.salesprocess.platform.api.PageRequest;
import io.salesprocess.platform.api.PlainWrites;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.WriteResult;
import io.salesprocess.platform.openapi.Problems;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was received by forms, and what was set aside. */
@Path("/v1/submissions")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Forms")
public class SubmissionResource {

    private final Intake intake;
    private final Submissions submissions;
    private final Access access;
    private final PlainWrites writes;

    SubmissionResource(Intake intake, Submissions submissions, Access access, PlainWrites writes) {
        this.intake = intake;
        this.submissions = submissions;
        this.access = access;
        this.writes = writes;
    }

    /** Submissions, newest first. */
    @GET
    @Needs(Permission.READ_SUBMISSIONS)
    @Operation(
            operationId = "listSubmissions",
            summary = "List submissions",
            description = "Newest first; `status=suspect` is the queue of what was set aside and waits for a decision.")
    public Page<SubmissionResponse> list(
            @Parameter(
                            description = "Only submissions of this status.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"accepted", "suspect", "discarded"}))
                    @QueryParam("status")
                    Submission.Status status,
            @Parameter(
                            description = "Only submissions of this form.",
                            schema = @Schema(examples = "contact", maxLength = 64))
                    @QueryParam("form")
                    String form,
            @BeanParam PageRequest page) {
        return Page.of(
                        submissions.before(access.caller(), page.beforeId(), status, form, page.limit() + 1),
                        page.limit(),
                        SubmissionResponse::of,
                        submission -> Cursor.of(submission.id()))
                .counted(page, most -> submissions.count(access.caller(), status, form, most));
    }

    /** One submission, as it was received. */
    @GET
    @Path("/{id}")
    @Needs(Permission.READ_SUBMISSIONS)
    @Operation(
            operationId = "getSubmission",
            summary = "Read a submission",
            description = "As it was received, and what became of it.")
    public SubmissionResponse get(@PathParam("id") UUID id) {
        return submissions
                .find(access.caller(), id)
                .map(SubmissionResponse::of)
                .orElseThrow(ProblemException::notFound);
    }

    /** Takes in a submission that was set aside as suspected spam (rule 10); refused is one that was not. */
    @POST
    @Path("/{id}/release")
    @Needs(Permission.RELEASE_SUBMISSIONS)
    @Operation(
            operationId = "releaseSubmission",
            summary = "Release a submission",
            description = "Processes a submission that was set aside as suspected spam, as if it had just arrived.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SubmissionResponse.class)))
    @Problems(ProblemType.CONFLICT)
    public Response release(@PathParam("id") UUID id) {
        return writes.once(null, () -> {
            Submission released = intake.release(access.caller(), id);
            return WriteResult.ok(SubmissionResponse.of(released)).about(released.prospectId());
        });
    }

    /** Puts a submission away for good that was set aside as suspected spam; refused is one that was not. */
    @POST
    @Path("/{id}/discard")
    @Needs(Permission.RELEASE_SUBMISSIONS)
    @Operation(
            operationId = "discardSubmission",
            summary = "Discard a submission",
            description =
                    "Puts away for good what was set aside as suspected spam. Its content is erased; that it was received,"
                            + " when, and why it was set aside, is kept.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SubmissionResponse.class)))
    @Problems(ProblemType.CONFLICT)
    public Response discard(@PathParam("id") UUID id) {
        return writes.once(null, () -> WriteResult.ok(SubmissionResponse.of(intake.discard(access.caller(), id))));
    }
}
