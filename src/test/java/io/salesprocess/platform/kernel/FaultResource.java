package io.salesprocess.platform.kernel;

import io.salesprocess.platform.database.Sql;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Fails in the ways that libraries fail: by quoting what they were given. */
@Path("/test/faults")
@Blocking
public class FaultResource {

    private final Sql sql;

    FaultResource(Sql sql) {
        this.sql = sql;
    }

    @GET
    @Path("/number")
    @Operation(hidden = true)
    public int number(@QueryParam("of") String text) {
        return Integer.parseInt(text);
    }

    @GET
    @Path("/statement")
    @Operation(hidden = true)
    public int statement(@QueryParam("of") String text) {
        return sql.first("SELECT CAST(? AS integer) AS n", row -> row.getInt("n"), text)
                .orElseThrow();
    }

    @GET
    @Path("/transaction")
    @Transactional
    @Operation(hidden = true)
    public int transaction(@QueryParam("of") String text) {
        return sql.update("INSERT INTO deal_event_reason (deal_id) VALUES (CAST(? AS uuid))", text);
    }
}
