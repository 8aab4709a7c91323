package io.salesprocess.pipeline.calendar;

import io.salesprocess.access.Access;
import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.platform.api.Cursor;
import io.salesprocess.platform.api.Page;
import io.salesprocess.platform.api.PageRequest;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.Versioned;
import io.salesprocess.platform.api.Versions;
import io.salesprocess.platform.api.WriteResult;
import io.salesprocess.platform.api.Writes;
import io.salesprocess.platform.openapi.Problems;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Calendars over HTTP. */
@Path("/v1/calendars")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Calendars")
public class CalendarResource {

    private final Calendars calendars;
    private final Access access;
    private final Writes writes;
    private final Versions versions;

    CalendarResource(Calendars calendars, Access access, Writes writes, Versions versions) {
        this.calendars = calendars;
        this.access = access;
        this.writes = writes;
        this.versions = versions;
    }

    /** All calendars, in the order of their keys. */
    @GET
    @Needs(Permission.READ_CATALOG)
    @Operation(operationId = "listCalendars", summary = "List calendars", description = "In the order of their keys.")
    public Page<CalendarBody> list(@BeanParam PageRequest page) {
        String after = page.cursor().map(Cursor::single).orElse("");
        return Page.of(
                        calendars.list(access.caller(), after, page.limit() + 1),
                        page.limit(),
                        Function.identity(),
                        calendar -> Cursor.of(calendar.key()))
                .counted(page, most -> calendars.count(access.caller(), most));
    }

    /** Adds a calendar; refused is a key that another one has. */
    @POST
    @Needs(Permission.EDIT_CALENDARS)
    @Operation(
            operationId = "createCalendar",
            summary = "Add a calendar",
            description = "From then on pipelines can name it. The target durations of their stages are then counted in"
                    + " working time: days as working days, hours, minutes and seconds as working hours.")
    @APIResponse(
            responseCode = "201",
            description = "Added.",
            content = @Content(schema = @Schema(implementation = CalendarBody.class)))
    @Problems(ProblemType.CONFLICT)
    public Response create(@Valid @NotNull CalendarBody body) {
        return writes.once(body, () -> {
            Versioned<CalendarBody> added = calendars.add(access.caller(), body);
            return WriteResult.created("/v1/calendars/" + body.key(), added.value())
                    .tagged(added.version());
        });
    }

    /** One calendar. */
    @GET
    @Path("/{key}")
    @Needs(Permission.READ_CATALOG)
    @Operation(operationId = "getCalendar", summary = "Read a calendar", description = "One calendar.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CalendarBody.class)))
    public Response get(@PathParam("key") String key) {
        Versioned<CalendarBody> found = calendars.get(access.caller(), key);
        return versions.ok(found.value(), found.version());
    }

    /** Replaces a calendar. Due dates that have been computed stay as they are. */
    @PUT
    @Path("/{key}")
    @Needs(Permission.EDIT_CALENDARS)
    @Operation(
            operationId = "replaceCalendar",
            summary = "Replace a calendar",
            description =
                    "Replaces all of it but its key. Attempts at stages that have begun keep their `dueAt`; attempts"
                            + " that begin later follow the new calendar, on other instances of the service after at most one"
                            + " second.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CalendarBody.class)))
    @Problems({ProblemType.STALE_VERSION, ProblemType.PRECONDITION_REQUIRED})
    public Response replace(@PathParam("key") String key, @Valid @NotNull CalendarBody body) {
        return writes.change(() -> {
            Versioned<CalendarBody> replaced = calendars.replace(access.caller(), key, versions.required(), body);
            return WriteResult.ok(replaced.value()).tagged(replaced.version());
        });
    }
}
