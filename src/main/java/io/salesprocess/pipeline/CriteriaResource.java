package io.salesprocess.pipeline;

import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The catalogue of exit criteria over HTTP. */
@Path("/v1/criteria")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Pipelines")
public class CriteriaResource {

    private static final CriteriaResponse CATALOGUE = CriteriaResponse.all();

    /** Every exit criterion that a stage can have, with its parameters and the call that satisfies it. */
    @GET
    @Needs(Permission.READ_CATALOG)
    @Operation(
            operationId = "listCriteria",
            summary = "List exit criteria",
            description =
                    "Every exit criterion that a stage can have, with the JSON Schema of its parameters and the call that"
                            + " usually satisfies it. The list is made from the table that decides about transitions.")
    public CriteriaResponse list() {
        return CATALOGUE;
    }
}
