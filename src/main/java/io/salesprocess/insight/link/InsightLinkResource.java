package io.salesprocess.insight.link;

import io.salesprocess.access.Access;
import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.insight.link.InsightLinkBodies.InsightLinkRequest;
import io.salesprocess.insight.link.InsightLinkBodies.InsightLinkResponse;
import io.salesprocess.platform.api.Cursor;
import io.salesprocess.platform.api.Page;
import io.salesprocess.platform.api.PageRequest;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.PublicUrl;
import io.salesprocess.platform.api.WriteResult;
import io.salesprocess.platform.api.Writes;
import io.salesprocess.platform.openapi.Problems;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Links to pages of insights over HTTP. */
@Path("/v1/insights/links")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Insights")
public class InsightLinkResource {

    private final InsightLinks links;
    private final Access access;
    private final Writes writes;
    private final PublicUrl publicUrl;

    InsightLinkResource(InsightLinks links, Access access, Writes writes, PublicUrl publicUrl) {
        this.links = links;
        this.access = access;
        this.writes = writes;
        this.publicUrl = publicUrl;
    }

    /** Links, oldest first. */
    @GET
    @Needs(Permission.READ_INSIGHTS)
    @Operation(
            operationId = "listInsightLinks",
            summary = "List links to insights",
            description =
                    "Oldest first, without their addresses, which are shown once. Links that have expired are listed for about"
                            + " 30 days. Callers whose insights are about their own deals see the links that they created.")
    public Page<InsightLinkResponse> list(@BeanParam PageRequest page) {
        return Page.of(
                        links.list(access.caller(), page.afterId(), page.limit() + 1),
                        page.limit(),
                        InsightLinkResponse::of,
                        link -> Cursor.of(link.id()))
                .counted(page, most -> links.count(access.caller(), most));
    }

    /** Makes a link. */
    @POST
    @Needs(Permission.SHARE_INSIGHTS)
    @Operation(
            operationId = "createInsightLink",
            summary = "Create a link to insights",
            description =
                    "`url` is a page with all insights as charts, key figures and tables, to look at, to print or to embed. It"
                            + " needs no key and shows names of salespeople, never those of prospects. The filters are fixed:"
                            + " readers cannot change them. The page shows what its creator may see at the time of reading;"
                            + " the link ends when it expires, when it is deleted, when the creator's key is revoked or expires,"
                            + " and when the creator is a salesperson who is no longer active. The secret in the address is"
                            + " shown once and not stored. There can be 1,000 links.")
    @APIResponse(
            responseCode = "201",
            description = "The link.",
            content = @Content(schema = @Schema(implementation = InsightLinkResponse.class)))
    @Problems(ProblemType.CONFLICT)
    public Response create(@RequestBody(required = false) @Valid InsightLinkRequest body) {
        InsightLinkRequest wanted = body == null ? new InsightLinkRequest(null, null, null, null) : body;
        return writes.once(body, () -> {
            InsightLinks.NewLink made = links.create(access.caller(), wanted);
            return WriteResult.created(
                            "/v1/insights/links/" + made.link().id(),
                            InsightLinkResponse.of(made.link(), publicUrl.of("/i/" + made.token())))
                    .replayedAs(InsightLinkResponse.of(made.link()));
        });
    }

    /** One link. */
    @GET
    @Path("/{id}")
    @Needs(Permission.READ_INSIGHTS)
    @Operation(
            operationId = "getInsightLink",
            summary = "Read a link to insights",
            description = "One link, without its address, which is shown once.")
    public InsightLinkResponse get(@PathParam("id") UUID id) {
        return InsightLinkResponse.of(links.get(access.caller(), id));
    }

    /** Revokes a link. */
    @DELETE
    @Path("/{id}")
    @Needs(Permission.SHARE_INSIGHTS)
    @Operation(
            operationId = "deleteInsightLink",
            summary = "Revoke a link to insights",
            description = "The link is invalid from then on, and no longer listed.")
    @APIResponse(responseCode = "204", description = "It is invalid.")
    public Response delete(@PathParam("id") UUID id) {
        return writes.change(() -> {
            links.revoke(access.caller(), id);
            return WriteResult.noContent();
        });
    }
}
