package io.salesprocess.paper;

import io.salesprocess.access.Access;
import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.Versioned;
import io.salesprocess.platform.api.Versions;
import io.salesprocess.platform.api.WriteResult;
import io.salesprocess.platform.api.Writes;
import io.salesprocess.platform.openapi.Problems;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The letterhead over HTTP. */
@Path("/v1/settings/letterhead")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Templates")
public class LetterheadResource {

    private final Letterheads letterheads;
    private final Access access;
    private final Writes writes;
    private final Versions versions;

    LetterheadResource(Letterheads letterheads, Access access, Writes writes, Versions versions) {
        this.letterheads = letterheads;
        this.access = access;
        this.writes = writes;
        this.versions = versions;
    }

    /** The letterhead of all documents. */
    @GET
    @Needs(Permission.READ_CATALOG)
    @Operation(
            operationId = "getLetterhead",
            summary = "Read the letterhead",
            description = "What all documents have in common: the sender, the logo, the foot of each page.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = LetterheadBody.class)))
    public Response get() {
        Versioned<LetterheadBody> found = letterheads.get(access.caller());
        return versions.ok(found.value(), found.version());
    }

    /** Replaces the letterhead. Documents that were made before keep theirs. */
    @PUT
    @Needs(Permission.EDIT_TEMPLATES)
    @Operation(
            operationId = "replaceLetterhead",
            summary = "Replace the letterhead",
            description =
                    "Replaces all of it. Documents that were made before keep theirs. The logo is a PNG or JPEG file.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = LetterheadBody.class)))
    @Problems({ProblemType.STALE_VERSION, ProblemType.PRECONDITION_REQUIRED})
    public Response replace(@Valid @NotNull LetterheadBody body) {
        return writes.change(() -> {
            Versioned<LetterheadBody> replaced = letterheads.replace(access.caller(), versions.required(), body);
            return WriteResult.ok(replaced.value()).tagged(replaced.version());
        });
    }
}
