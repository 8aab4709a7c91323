package io.salesprocess.prospect;

import io.salesprocess.access.Access;
import io.salesprocess.access.Caller;
import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.platform.api.PlainWrites;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.Versions;
import io.salesprocess.platform.api.WriteResult;
import io.salesprocess.platform.openapi.Problems;
import io.smallrye.common.annotation.Blocking;
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

/** Decisions on what forms suggest of known people, over HTTP. */
@Path("/v1/prospects/{id}/suggestions/{suggestionId}")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Prospects")
public class SuggestionResource {

    private final ProspectService prospects;
    private final Access access;
    private final PlainWrites writes;
    private final Versions versions;

    SuggestionResource(ProspectService prospects, Access access, PlainWrites writes, Versions versions) {
        this.prospects = prospects;
        this.access = access;
        this.writes = writes;
        this.versions = versions;
    }

    /** Makes what is suggested known; refused is an e-mail address of another prospect whom the caller may see. */
    @POST
    @Path("/accept")
    @Needs(Permission.EDIT_PROSPECTS)
    @Operation(
            operationId = "acceptSuggestion",
            summary = "Accept a suggestion",
            description =
                    "Makes the value known of the prospect, in place of what was known. An e-mail address of another"
                            + " prospect that the caller may see is refused.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProspectResponse.class)))
    @Problems({ProblemType.CONFLICT, ProblemType.STALE_VERSION})
    public Response accept(@PathParam("id") UUID id, @PathParam("suggestionId") UUID suggestionId) {
        return decide(id, suggestionId, Suggestion.Decision.ACCEPTED);
    }

    /** Puts a suggestion away; the same value is not suggested again. */
    @POST
    @Path("/dismiss")
    @Needs(Permission.EDIT_PROSPECTS)
    @Operation(
            operationId = "dismissSuggestion",
            summary = "Dismiss a suggestion",
            description = "The prospect stays as it is, and the same value is not suggested again.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProspectResponse.class)))
    @Problems({ProblemType.CONFLICT, ProblemType.STALE_VERSION})
    public Response dismiss(@PathParam("id") UUID id, @PathParam("suggestionId") UUID suggestionId) {
        return decide(id, suggestionId, Suggestion.Decision.DISMISSED);
    }

    private Response decide(UUID id, UUID suggestionId, Suggestion.Decision decision) {
        Caller caller = access.caller();
        return writes.once(null, location -> prospects.mayDecide(caller, id), () -> {
            Shown decided = prospects.decide(caller, id, suggestionId, decision, versions.expected());
            return WriteResult.ok(decided.prospect()).tagged(decided.version()).about(id);
        });
    }
}
