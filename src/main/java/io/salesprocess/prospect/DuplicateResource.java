package io.salesprocess.prospect;

import io.salesprocess.access.Access;
import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.platform.api.Cursor;
import io.salesprocess.platform.api.Page;
import io.salesprocess.platform.api.PageRequest;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Likely duplicates over HTTP. */
@Path("/v1/prospects/{id}/duplicates")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Prospects")
public class DuplicateResource {

    private final Duplicates duplicates;
    private final Access access;

    DuplicateResource(Duplicates duplicates, Access access) {
        this.duplicates = duplicates;
        this.access = access;
    }

    /** Prospects who may be the same person, among those whom the caller may see. */
    @GET
    @Needs(Permission.READ_PROSPECTS)
    @Operation(
            operationId = "listDuplicates",
            summary = "List likely duplicates",
            description =
                    "Other prospects with the same e-mail address or telephone number, known or suggested, or with the same"
                            + " name and company, among those that the caller may see; oldest first. Addresses of who was"
                            + " merged into a prospect are the prospect's. Somebody merged has no duplicates.")
    public Page<Duplicates.Duplicate> list(@PathParam("id") UUID id, @BeanParam PageRequest page) {
        return Page.of(
                        duplicates.of(access.caller(), id, page.afterId(), page.limit() + 1),
                        page.limit(),
                        found -> found,
                        found -> Cursor.of(found.prospectId()))
                .counted(page, most -> duplicates
                        .of(access.caller(), id, PageRequest.BEFORE_ALL, most)
                        .size());
    }
}
