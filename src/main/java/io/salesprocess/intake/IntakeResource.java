package io.salesprocess.intake;

import io.salesprocess.access.Access;
import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.intake.SubmissionResponse.Receipt;
import io.salesprocess.platform.api.PlainWrites;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.WriteResult;
import io.salesprocess.platform.openapi.Problems;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where web-form backends send what prospects filled in (rule 10). */
@Path("/v1/forms/{key}/submissions")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Forms")
public class IntakeResource {

    private static final String ENCODED = """
            {"submissionId": "web-8842", "name": "Ada Stone", "email": "ada@stone.example",\
             "answers.need": "Replace our call sheets"}""";

    private final Intake intake;
    private final Access access;
    private final PlainWrites writes;
    private final Receipts receipts;

    IntakeResource(Intake intake, Access access, PlainWrites writes, Receipts receipts) {
        this.intake = intake;
        this.access = access;
        this.writes = writes;
        this.receipts = receipts;
    }

    /**
     * Takes in what a prospect filled in. Refused are answers that do not fit the form's questions, and another content under
     * a {@code submissionId} that was sent before (rule 10).
     */
    @POST
    @Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_FORM_URLENCODED, MediaType.MULTIPART_FORM_DATA})
    @Needs(Permission.SUBMIT_FORMS)
    @Operation(
            operationId = "submitForm",
            summary = "Submit a form",
            description = "Stores a submission, and attaches it to the prospect's open deal for the form's offering, or"
                    + " opens one. The same `submissionId` again answers 200 with the first result. Suspected spam is set"
                    + " aside as `suspect`, and can be released. In an encoded form, answers are `answers.KEY`; files"
                    + " are refused. The form's `unknownFields` says whether fields that no submission has are refused"
                    + " or kept as `context`."
                    + " Callers who may not see the deal are not told what became of it, since that would tell whether"
                    + " the person was known.")
    @APIResponse(
            responseCode = "201",
            description = "Received.",
            content = @Content(schema = @Schema(implementation = Receipt.class)))
    @APIResponse(
            responseCode = "200",
            description = "Received before; this is the first result.",
            content = @Content(schema = @Schema(implementation = Receipt.class)))
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = SubmissionRequest.class)),
                @Content(
                        mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                        schema = @Schema(implementation = EncodedSubmission.class),
                        example = ENCODED),
                @Content(
                        mediaType = MediaType.MULTIPART_FORM_DATA,
                        schema = @Schema(implementation = EncodedSubmission.class),
                        example = ENCODED)
            })
    @Problems({ProblemType.SUBMISSION_CONFLICT, ProblemType.IDEMPOTENCY_KEY_MISSING})
    public Response submit(@PathParam("key") String key, @NotNull SentSubmission body) {
        boolean hasKey = writes.key().isPresent();
        return writes.once(body.request(), receipts, () -> {
            Intake.Outcome outcome = intake.receive(access.caller(), key, body, hasKey);
            Submission submission = outcome.submission();
            String address = "/v1/submissions/" + submission.id();
            WriteResult result = outcome.isNew()
                    ? WriteResult.created(address, receipts.of(submission))
                    : WriteResult.ok(receipts.of(submission)).at(address);
            return result.about(submission.prospectId());
        });
    }
}
