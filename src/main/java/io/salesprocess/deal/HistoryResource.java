package io.salesprocess.deal;

import io.salesprocess.access.Access;
import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.history.HistoryStore;
import io.salesprocess.deal.history.HistoryVerification;
import io.salesprocess.platform.api.Cursor;
import io.salesprocess.platform.api.Page;
import io.salesprocess.platform.api.PageRequest;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What has happened to a deal (rule 8). History is read here and written nowhere else than with the deal. */
@Path("/v1/deals/{id}/history")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Deals")
public class HistoryResource {

    private final HistoryService service;
    private final Access access;

    HistoryResource(HistoryService service, Access access) {
        this.service = service;
        this.access = access;
    }

    /** Oldest or newest first. */
    public enum Order {
        ASC,
        DESC
    }

    /** The events of the deal, oldest first unless asked otherwise. */
    @GET
    @Needs(Permission.READ_DEALS)
    @Operation(
            operationId = "listHistory",
            summary = "Read a deal's history",
            description = "Every event of the deal, oldest first, or newest first with `order=desc`.")
    public Page<EventResponse> list(
            @PathParam("id") UUID id,
            @Parameter(
                            description = "Oldest first (`asc`) or newest first (`desc`).",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"asc", "desc"},
                                            defaultValue = "asc"))
                    @QueryParam("order")
                    @DefaultValue("asc")
                    Order order,
            @BeanParam PageRequest page) {
        return Page.of(
                        read(id, order, page),
                        page.limit(),
                        EventResponse::of,
                        entry -> Cursor.of(entry.event().sequence()))
                .counted(page, most -> service.count(access.caller(), id));
    }

    /** One event of the deal. */
    @GET
    @Path("/{sequence}")
    @Needs(Permission.READ_DEALS)
    @Operation(
            operationId = "getEvent",
            summary = "Read one event",
            description = "The event of this number in the deal's history.")
    public EventResponse one(@PathParam("id") UUID id, @PathParam("sequence") long sequence) {
        return EventResponse.of(service.get(access.caller(), id, sequence));
    }

    /** Proves that no event has been changed, added or taken away, and that the state is what the events add up to. */
    @GET
    @Path("/verification")
    @Needs(Permission.READ_DEALS)
    @Operation(
            operationId = "verifyHistory",
            summary = "Prove a deal's history",
            description =
                    "Recomputes the hash chain of the deal's events, and compares the deal's state with what its events"
                            + " add up to.")
    public HistoryVerification.Verdict verification(@PathParam("id") UUID id) {
        return service.verify(access.caller(), id);
    }

    private List<HistoryStore.Entry> read(UUID id, Order order, PageRequest page) {
        int limit = page.limit() + 1;
        return order == Order.ASC
                ? service.after(
                        access.caller(), id, page.cursor().map(Cursor::number).orElse(0L), limit)
                : service.before(
                        access.caller(), id, page.cursor().map(Cursor::number).orElse(Long.MAX_VALUE), limit);
    }
}
