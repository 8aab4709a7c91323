package io.salesprocess.audit;

import io.salesprocess.access.Access;
import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.platform.api.Cursor;
import io.salesprocess.platform.api.Page;
import io.salesprocess.platform.api.PageRequest;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The audit over HTTP. It is read here; entries are written with the changes that they record. */
@Path("/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Audit")
public class AuditResource {

    private final AuditService audit;
    private final Access access;

    AuditResource(AuditService audit, Access access) {
        this.audit = audit;
        this.access = access;
    }

    /** Administrative actions, newest first unless asked otherwise. */
    @GET
    @Needs(Permission.READ_AUDIT)
    @Operation(
            operationId = "listAudit",
            summary = "Read the audit",
            description = "API keys that were created, rotated or revoked; pipelines that were published, retired or"
                    + " reinstated; offerings, forms, calendars, custom fields and salespeople that were created or changed;"
                    + " templates that were published; prospects that were exported, merged or erased. Newest first, or oldest"
                    + " first with `order=asc`. Entries cannot be changed or deleted. They contain ids, no names.")
    public Page<AuditResponse> list(@Valid @BeanParam AuditQuery query, @BeanParam PageRequest page) {
        return Page.of(
                audit.list(access.caller(), query, page),
                page.limit(),
                Function.identity(),
                entry -> Cursor.of(entry.id()));
    }
}
