package io.salesprocess.access;

import io.salesprocess.access.ApiKeyBodies.ApiKeyRequest;
import io.salesprocess.access.ApiKeyBodies.ApiKeyResponse;
import io.salesprocess.access.ApiKeyBodies.NewApiKeyResponse;
import io.salesprocess.access.ApiKeyBodies.RotationRequest;
import io.salesprocess.platform.api.Cursor;
import io.salesprocess.platform.api.Page;
import io.salesprocess.platform.api.PageRequest;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.WriteResult;
import io.salesprocess.platform.api.Writes;
import io.salesprocess.platform.openapi.Problems;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Keys over HTTP. */
@Path("/v1/api-keys")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "API keys")
public class ApiKeyResource {

    private final KeyService keys;
    private final Access access;
    private final Writes writes;

    ApiKeyResource(KeyService keys, Access access, Writes writes) {
        this.keys = keys;
        this.access = access;
        this.writes = writes;
    }

    /** All keys, oldest first, those that have been revoked as well: history names them. */
    @GET
    @Needs(Permission.READ_API_KEYS)
    @Operation(
            operationId = "listApiKeys",
            summary = "List API keys",
            description = "Oldest first. Revoked and expired keys stay in the list, because history names them.")
    public Page<ApiKeyResponse> list(@BeanParam PageRequest page) {
        return Page.of(
                        keys.list(access.caller(), page.afterId(), page.limit() + 1),
                        page.limit(),
                        ApiKeyResponse::of,
                        key -> Cursor.of(key.id()))
                .counted(page, most -> keys.count(access.caller(), most));
    }

    /** Makes a key. Refused are a salesperson or a form that does not exist, and an expiry in the past. */
    @POST
    @Needs(Permission.EDIT_API_KEYS)
    @Operation(
            operationId = "createApiKey",
            summary = "Make an API key",
            description = "Only this response contains the secret; the service stores its SHA-256.")
    @APIResponse(
            responseCode = "201",
            description = "The key, with its secret.",
            content = @Content(schema = @Schema(implementation = NewApiKeyResponse.class)))
    public Response create(@Valid @NotNull ApiKeyRequest body) {
        return writes.once(body, () -> made(keys.make(access.caller(), body)));
    }

    /** One key. */
    @GET
    @Path("/{id}")
    @Needs(Permission.READ_API_KEYS)
    @Operation(operationId = "getApiKey", summary = "Read an API key", description = "One key, without its secret.")
    public ApiKeyResponse get(@PathParam("id") UUID id) {
        return ApiKeyResponse.of(keys.get(access.caller(), id));
    }

    /** Replaces a key by one with the same rights; both are valid for a time. Refused for an expired or revoked key. */
    @POST
    @Path("/{id}/rotate")
    @Needs(Permission.EDIT_API_KEYS)
    @Operation(
            operationId = "rotateApiKey",
            summary = "Rotate an API key",
            description =
                    "Creates a key with the same rights. The old key stays valid alongside it for `overlap`, so that callers"
                            + " can switch. Both count as one caller: a retry with the new key is recognised.")
    @APIResponse(
            responseCode = "201",
            description = "The new key, with its secret.",
            content = @Content(schema = @Schema(implementation = NewApiKeyResponse.class)))
    @Problems(ProblemType.CONFLICT)
    public Response rotate(@PathParam("id") UUID id, @Valid RotationRequest body) {
        Duration overlap = body == null ? null : body.overlap();
        return writes.once(body, () -> made(keys.rotate(access.caller(), id, overlap)));
    }

    /** Revokes a key at once and for good; it stays readable. */
    @DELETE
    @Path("/{id}")
    @Needs(Permission.EDIT_API_KEYS)
    @Operation(
            operationId = "revokeApiKey",
            summary = "Revoke an API key",
            description = "From now on the key is refused. It stays in the list, because history names it.")
    @APIResponse(responseCode = "204", description = "Revoked, now or before.")
    public Response revoke(@PathParam("id") UUID id) {
        return writes.change(() -> {
            keys.revoke(access.caller(), id);
            return WriteResult.noContent();
        });
    }

    private static WriteResult made(KeyService.Made made) {
        return WriteResult.created("/v1/api-keys/" + made.key().id(), NewApiKeyResponse.of(made.key(), made.secret()))
                .replayedAs(NewApiKeyResponse.of(made.key(), null));
    }
}
