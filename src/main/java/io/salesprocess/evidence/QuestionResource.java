package io.salesprocess.evidence;

import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.DealDoor;
import io.salesprocess.platform.api.Page;
import io.salesprocess.platform.api.PageRequest;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.openapi.Problems;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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

/** Questions of the client over HTTP. */
@Path("/v1/deals/{id}/questions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Evidence")
public class QuestionResource {

    private final QuestionService questions;
    private final DealDoor door;

    QuestionResource(QuestionService questions, DealDoor door) {
        this.questions = questions;
        this.door = door;
    }

    /** All questions of the deal, oldest first. */
    @GET
    @Needs(Permission.READ_DEALS)
    @Operation(operationId = "listQuestions", summary = "List questions", description = "Oldest first.")
    public Page<QuestionResponse> list(@PathParam("id") UUID id, @BeanParam PageRequest page) {
        return door.page(
                questions.list(door.caller(), id, page.afterId(), page.limit() + 1),
                page,
                QuestionResponse::of,
                () -> questions.count(door.caller(), id));
    }

    /** Takes down a question. Until it is answered, it keeps the deal from leaving the relationship stage (rule 3). */
    @POST
    @Needs(Permission.WELCOME_CLIENTS)
    @Operation(
            operationId = "askQuestion",
            summary = "Take down a question",
            description =
                    "A question of the client. Until it is answered the deal cannot advance from the relationship stage"
                            + " or any later one.")
    @APIResponse(
            responseCode = "201",
            description = "Taken down.",
            content = @Content(schema = @Schema(implementation = QuestionResponse.class)))
    @Problems({ProblemType.STALE_VERSION, ProblemType.RULE_VIOLATED})
    public Response ask(@PathParam("id") UUID id, @Valid @NotNull QuestionText body) {
        return door.create(
                id,
                "questions",
                body,
                () -> questions.ask(door.caller(), id, door.version(), body),
                QuestionResponse::of);
    }

    /** One question. */
    @GET
    @Path("/{questionId}")
    @Needs(Permission.READ_DEALS)
    @Operation(operationId = "getQuestion", summary = "Read a question", description = "One question of the deal.")
    public QuestionResponse get(@PathParam("id") UUID id, @PathParam("questionId") UUID questionId) {
        return QuestionResponse.of(questions.get(door.caller(), id, questionId).row());
    }

    /** Answers a question; refused is a second answer. */
    @POST
    @Path("/{questionId}/answer")
    @Needs(Permission.WORK_ON_DEALS)
    @Operation(
            operationId = "answerQuestion",
            summary = "Answer a question",
            description = "A question is answered once.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = QuestionResponse.class)))
    @Problems({ProblemType.CONFLICT, ProblemType.STALE_VERSION})
    public Response answer(
            @PathParam("id") UUID id, @PathParam("questionId") UUID questionId, @Valid @NotNull QuestionText body) {
        return door.step(
                id,
                body,
                () -> questions.answer(door.caller(), id, questionId, door.version(), body),
                QuestionResponse::of);
    }
}
