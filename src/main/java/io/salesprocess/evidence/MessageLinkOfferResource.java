package io.salesprocess.evidence;

import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.evidence.MessageBodies.MessageLinkResponse;
import io.salesprocess.platform.digest.Sha256;
import io.salesprocess.platform.http.Versions;
import io.salesprocess.platform.id.Ids;
import io.salesprocess.platform.idempotency.Answer;
import io.salesprocess.platform.idempotency.Posts;
import io.salesprocess.platform.openapi.Problems;
import io.salesprocess.platform.problem.ProblemType;
import io.salesprocess.platform.secret.Secrets;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The link by which the client of a deal leaves messages, as it is made for them. */
@Path("/v1/deals/{id}/message-link")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Evidence")
public class MessageLinkOfferResource {

    private final Deals deals;
    private final Messages.Links links;
    private final Posts posts;
    private final Versions versions;
    private final Ids ids;
    private final Clock clock;
    private final String publicUrl;

    MessageLinkOfferResource(
            Deals deals,
            Messages.Links links,
            Posts posts,
            Versions versions,
            Ids ids,
            Clock clock,
            @ConfigProperty(name = "salesprocess.public-url") String publicUrl) {
        this.deals = deals;
        this.links = links;
        this.posts = posts;
        this.versions = versions;
        this.ids = ids;
        this.clock = clock;
        this.publicUrl = publicUrl.replaceFirst("/+$", "");
    }

    /** Makes the easy way for the client to leave a message: a link that needs no key. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Needs(Permission.WORK_ON_DEALS)
    @Operation(
            operationId = "offerMessageLink",
            summary = "Give the client a message link",
            description =
                    "The link is the easy way for the client to leave messages, with no key of its own. Its secret is"
                            + " shown once and kept nowhere. Every call makes another link; those made before stay good.")
    @APIResponse(
            responseCode = "201",
            description = "The link.",
            content = @Content(schema = @Schema(implementation = MessageLinkResponse.class)))
    @Problems(ProblemType.STALE_VERSION)
    public Response offerLink(@PathParam("id") UUID id) {
        return posts.once(null, location -> deals.mayChange(id), () -> {
            String token = Secrets.next();
            MessageLinkEntity link = new MessageLinkEntity();
            link.id = ids.next();
            link.dealId = id;
            link.tokenHash = Sha256.of(token);
            link.createdAt = clock.instant();
            Deal deal = deals.record(id, versions::mayMatch, present -> List.of(new Fact.MessageLinkOffered(link.id)));
            links.persist(link);
            String address = "/v1/message-links/" + token + "/messages";
            MessageLinkResponse body = new MessageLinkResponse(link.id, token, publicUrl + address, link.createdAt);
            return Answer.created("/v1/deals/" + id + "/history/" + deal.sequence(), body)
                    .replayedAs(body.withoutSecret())
                    .tagged(deal.sequence());
        });
    }
}
