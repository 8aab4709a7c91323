package io.salesprocess.evidence;

import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.DealRows;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.deal.domain.Fact.Outcome;
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
import io.salesprocess.platform.time.PastTimes;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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

/** Activities over HTTP: what a salesperson chose to do inside a stage (rule 5). */
@Path("/v1/deals/{id}/activities")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Evidence")
public class ActivityResource {

    private final Deals deals;
    private final Activities activities;
    private final Posts posts;
    private final Versions versions;
    private final Ids ids;
    private final Clock clock;

    ActivityResource(Deals deals, Activities activities, Posts posts, Versions versions, Ids ids, Clock clock) {
        this.deals = deals;
        this.activities = activities;
        this.posts = posts;
        this.versions = versions;
        this.ids = ids;
        this.clock = clock;
    }

    /** An activity that was done. */
    @Schema(name = "ActivityRequest", description = "Something that a salesperson did.")
    record ActivityRequest(
            @Schema(
                    description = "A word of your own in lower case: a call, a demo, a visit.",
                    examples = "demo",
                    pattern = "^[a-z][a-z0-9-]{0,39}$")
            @NotNull
            @Pattern(
                    regexp = "[a-z][a-z0-9-]{0,39}",
                    message = "must have up to 40 lower-case letters, digits and hyphens, and begin with a letter")
            String kind,

            @NotNull Outcome outcome,
            @Schema(nullable = true) @Size(max = 5000) String note,

            @Schema(description = "When it was done; now unless said otherwise.", nullable = true)
            Instant at) {}

    /** An activity as callers see it. */
    @Schema(name = "Activity", description = "Something that a salesperson did, and how it turned out.")
    record ActivityResponse(
            UUID id,
            @Schema(examples = "demo") String kind,
            Outcome outcome,
            @Schema(nullable = true) String note,
            Instant at,
            Instant recordedAt) {

        static ActivityResponse of(ActivityEntity entity) {
            return new ActivityResponse(
                    entity.id,
                    entity.kind,
                    HyphenatedEnums.valueOf(Outcome.class, entity.outcome),
                    entity.note,
                    entity.at,
                    entity.recordedAt);
        }
    }

    /** The activities there are. */
    @Singleton
    static class Activities implements DealRows<ActivityEntity> {}

    /** All activities on the deal, in the order in which they were recorded. */
    @GET
    @Needs(Permission.READ_DEALS)
    @Operation(
            operationId = "listActivities",
            summary = "List activities",
            description = "In the order in which they were recorded.")
    public Page<ActivityResponse> list(@PathParam("id") UUID id, @BeanParam PageRequest page) {
        Deal deal = deals.get(id);
        List<ActivityEntity> found = activities.after(deal, page.afterId(), page.limit() + 1);
        return Page.of(found, page.limit(), ActivityResponse::of, row -> Cursor.of(row.id));
    }

    /** Records an activity, in any order and number (rule 5); refused is one that is still to come. */
    @POST
    @Needs(Permission.WORK_ON_DEALS)
    @Operation(
            operationId = "recordActivity",
            summary = "Record an activity",
            description =
                    "Salespeople choose their own activities, in any order and number; none is needed for the order of"
                            + " stages. Their effect is measured.")
    @APIResponse(
            responseCode = "201",
            description = "Recorded.",
            content = @Content(schema = @Schema(implementation = ActivityResponse.class)))
    @Problems({ProblemType.STALE_VERSION, ProblemType.RULE_VIOLATED})
    public Response record(@PathParam("id") UUID id, @Valid @NotNull ActivityRequest body) {
        return posts.once(body, location -> deals.mayChange(id), () -> {
            ActivityEntity entity = new ActivityEntity();
            entity.id = ids.next();
            entity.dealId = id;
            entity.kind = body.kind();
            entity.outcome = HyphenatedEnums.nameOf(body.outcome());
            entity.note = body.note();
            entity.recordedAt = clock.instant();
            entity.at = PastTimes.orNow(body.at(), entity.recordedAt, "/at");
            Deal deal = deals.record(
                    id,
                    versions::mayMatch,
                    present -> List.of(new Fact.ActivityRecorded(entity.id, entity.kind, body.outcome(), entity.at)));
            activities.persist(entity);
            return Answer.created("/v1/deals/" + id + "/activities/" + entity.id, ActivityResponse.of(entity))
                    .tagged(deal.sequence())
                    .about(deal.prospectId());
        });
    }

    /** One activity. */
    @GET
    @Path("/{activityId}")
    @Needs(Permission.READ_DEALS)
    @Operation(operationId = "getActivity", summary = "Read an activity", description = "One activity on the deal.")
    public ActivityResponse get(@PathParam("id") UUID id, @PathParam("activityId") UUID activityId) {
        return ActivityResponse.of(activities.of(deals.get(id), activityId));
    }
}
