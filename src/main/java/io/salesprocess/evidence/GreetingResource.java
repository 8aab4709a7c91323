package io.salesprocess.evidence;

import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.DealRows;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.deal.domain.Fact.Greeter;
import io.salesprocess.platform.http.Versions;
import io.salesprocess.platform.id.Ids;
import io.salesprocess.platform.idempotency.Answer;
import io.salesprocess.platform.idempotency.Posts;
import io.salesprocess.platform.json.HyphenatedEnums;
import io.salesprocess.platform.openapi.Problems;
import io.salesprocess.platform.paging.Cursor;
import io.salesprocess.platform.paging.Page;
import io.salesprocess.platform.paging.PageRequest;
import io.salesprocess.platform.problem.ProblemType;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
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

/** Greetings over HTTP: the friendly welcome with which the relationship begins. */
@Path("/v1/deals/{id}/greetings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Evidence")
public class GreetingResource {

    private final Deals deals;
    private final Greetings greetings;
    private final Posts posts;
    private final Versions versions;
    private final Ids ids;
    private final Clock clock;

    GreetingResource(Deals deals, Greetings greetings, Posts posts, Versions versions, Ids ids, Clock clock) {
        this.deals = deals;
        this.greetings = greetings;
        this.posts = posts;
        this.versions = versions;
        this.ids = ids;
        this.clock = clock;
    }

    /** A greeting that was given. */
    @Schema(name = "GreetingRequest", description = "A greeting that was given.")
    record GreetingRequest(
            @NotNull Greeter by,

            @Schema(nullable = true, examples = "phone") @Size(max = 100)
            String channel,

            @Schema(nullable = true) @Size(max = 5000) String note) {}

    /** A greeting as callers see it. */
    @Schema(name = "Greeting", description = "A greeting that was given.")
    record GreetingResponse(
            UUID id,
            Greeter by,
            @Schema(nullable = true, examples = "phone") String channel,
            @Schema(nullable = true) String note,
            Instant at) {

        static GreetingResponse of(GreetingEntity entity) {
            return new GreetingResponse(
                    entity.id,
                    HyphenatedEnums.valueOf(Greeter.class, entity.by),
                    entity.channel,
                    entity.note,
                    entity.at);
        }
    }

    /** The greetings there are. */
    @Singleton
    static class Greetings implements DealRows<GreetingEntity> {}

    /** All greetings of the deal, oldest first. */
    @GET
    @Needs(Permission.READ_DEALS)
    @Operation(operationId = "listGreetings", summary = "List greetings", description = "Oldest first.")
    public Page<GreetingResponse> list(@PathParam("id") UUID id, @BeanParam PageRequest page) {
        Deal deal = deals.get(id);
        List<GreetingEntity> found = greetings.after(deal, page.afterId(), page.limit() + 1);
        return Page.of(found, page.limit(), GreetingResponse::of, row -> Cursor.of(row.id));
    }

    /** Records a greeting; refused on a closed deal. */
    @POST
    @Needs(Permission.WELCOME_CLIENTS)
    @Operation(
            operationId = "recordGreeting",
            summary = "Record a greeting",
            description = "The relationship begins with a friendly welcome, by the salesperson or a receptionist.")
    @APIResponse(
            responseCode = "201",
            description = "Recorded.",
            content = @Content(schema = @Schema(implementation = GreetingResponse.class)))
    @Problems({ProblemType.DEAL_CLOSED, ProblemType.STALE_VERSION})
    public Response record(@PathParam("id") UUID id, @Valid @NotNull GreetingRequest body) {
        return posts.once(body, location -> deals.mayChange(id), () -> {
            GreetingEntity entity = new GreetingEntity();
            entity.id = ids.next();
            entity.dealId = id;
            entity.by = HyphenatedEnums.nameOf(body.by());
            entity.channel = body.channel();
            entity.note = body.note();
            entity.at = clock.instant();
            Deal deal = deals.record(
                    id, versions::mayMatch, present -> List.of(new Fact.GreetingGiven(entity.id, body.by())));
            greetings.persist(entity);
            return Answer.created("/v1/deals/" + id + "/greetings/" + entity.id, GreetingResponse.of(entity))
                    .tagged(deal.sequence())
                    .about(deal.prospectId());
        });
    }

    /** One greeting. */
    @GET
    @Path("/{greetingId}")
    @Needs(Permission.READ_DEALS)
    @Operation(operationId = "getGreeting", summary = "Read a greeting", description = "One greeting of the deal.")
    public GreetingResponse get(@PathParam("id") UUID id, @PathParam("greetingId") UUID greetingId) {
        return GreetingResponse.of(greetings.of(deals.get(id), greetingId));
    }
}
