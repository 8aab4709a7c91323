package io.salesprocess.evidence;

import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.DealRows;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.platform.http.Versions;
import io.salesprocess.platform.id.Ids;
import io.salesprocess.platform.idempotency.Answer;
import io.salesprocess.platform.idempotency.Posts;
import io.salesprocess.platform.openapi.Problems;
import io.salesprocess.platform.paging.Cursor;
import io.salesprocess.platform.paging.Page;
import io.salesprocess.platform.paging.PageRequest;
import io.salesprocess.platform.problem.ProblemType;
import io.salesprocess.platform.time.TimeOrder;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
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

    private final Deals deals;
    private final Questions questions;
    private final Posts posts;
    private final Versions versions;
    private final Ids ids;
    private final Clock clock;

    QuestionResource(Deals deals, Questions questions, Posts posts, Versions versions, Ids ids, Clock clock) {
        this.deals = deals;
        this.questions = questions;
        this.posts = posts;
        this.versions = versions;
        this.ids = ids;
        this.clock = clock;
    }

    /** A question or an answer. */
    @Schema(name = "QuestionText", description = "A question, or the answer to one.")
    record QuestionText(
            @Schema(examples = "Does it work without a network?") @NotBlank @Size(max = 5000)
            String text) {}

    /** A question as callers see it. */
    @Schema(name = "Question", description = "A question of the client, and its answer once there is one.")
    record QuestionResponse(
            UUID id,

            @Schema(description = "Null once erased.", nullable = true, examples = "Does it work without a network?")
            String text,

            Instant askedAt,

            @Schema(nullable = true, examples = "Yes, it synchronises later.")
            String answer,

            @Schema(nullable = true) Instant answeredAt) {

        static QuestionResponse of(QuestionEntity entity) {
            return new QuestionResponse(entity.id, entity.text, entity.askedAt, entity.answer, entity.answeredAt);
        }
    }

    /** The questions there are. */
    @Singleton
    static class Questions implements DealRows<QuestionEntity> {}

    /** All questions of the deal, oldest first. */
    @GET
    @Needs(Permission.READ_DEALS)
    @Operation(operationId = "listQuestions", summary = "List questions", description = "Oldest first.")
    public Page<QuestionResponse> list(@PathParam("id") UUID id, @BeanParam PageRequest page) {
        Deal deal = deals.get(id);
        List<QuestionEntity> found = questions.after(deal, page.afterId(), page.limit() + 1);
        return Page.of(found, page.limit(), QuestionResponse::of, row -> Cursor.of(row.id));
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
        return posts.once(body, location -> deals.mayChange(id), () -> {
            QuestionEntity entity = new QuestionEntity();
            entity.id = ids.next();
            entity.dealId = id;
            entity.text = body.text();
            entity.askedAt = clock.instant();
            Deal deal = deals.record(id, versions::mayMatch, present -> List.of(new Fact.QuestionAsked(entity.id)));
            questions.persist(entity);
            return Answer.created("/v1/deals/" + id + "/questions/" + entity.id, QuestionResponse.of(entity))
                    .tagged(deal.sequence())
                    .about(deal.prospectId());
        });
    }

    /** One question. */
    @GET
    @Path("/{questionId}")
    @Needs(Permission.READ_DEALS)
    @Operation(operationId = "getQuestion", summary = "Read a question", description = "One question of the deal.")
    public QuestionResponse get(@PathParam("id") UUID id, @PathParam("questionId") UUID questionId) {
        return QuestionResponse.of(questions.of(deals.get(id), questionId));
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
        return posts.once(body, location -> deals.mayChange(id), () -> {
            Deal deal = deals.record(id, versions::mayMatch, present -> answered(present, questionId));
            QuestionEntity entity = questions.of(deal, questionId);
            entity.answer = body.text();
            entity.answeredAt = TimeOrder.notBefore(entity.askedAt, clock.instant());
            return Answer.ok(QuestionResponse.of(entity))
                    .tagged(deal.sequence())
                    .about(deal.prospectId());
        });
    }

    /** The row is read under the deal's lock: one read before an erasure would bring its words back. */
    private List<Fact> answered(Deal deal, UUID questionId) {
        return List.of(new Fact.QuestionAnswered(questions.of(deal, questionId).id));
    }
}
