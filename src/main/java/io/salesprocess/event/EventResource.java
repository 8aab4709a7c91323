package io.salesprocess.event;

import io.salesprocess.access.Access;
import io.salesprocess.access.Caller;
import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.history.HistoryPosition;
import io.salesprocess.deal.history.PlacedEvent;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.Json;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.http.Turn;
import io.salesprocess.platform.openapi.Problems;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** All events of all deals, to be asked for or listened to (rule 17). */
@Path("/v1/events")
@Blocking
@Tag(name = "Events")
public class EventResource {

    private static final int MOST = 200;
    private static final int LONGEST_WAIT = 30;
    private static final int LONGEST_STREAM = 86_400;
    private static final String SECONDS_TO_WAIT = "5";
    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final String STREAMED = "id:hc3J9vKkq2wX1l0e\ndata:{\"specversion\":\"1.0\",\"id\":"
            + "\"01936f7e-9d3a-7c41-8a55-3f2b6c1d9ead\",\"type\":\"io.salesprocess.deal.advanced.v1\", …}\n\n";

    private final EventReading reading;
    private final Readers readers;
    private final FeedCursors cursors;
    private final Access access;
    private final Json json;

    EventResource(EventReading reading, Readers readers, FeedCursors cursors, Access access, Json json) {
        this.reading = reading;
        this.readers = readers;
        this.cursors = cursors;
        this.access = access;
        this.json = json;
    }

    /** Events in commit order after a cursor. With {@code wait}, the answer waits for news at the end of the feed. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Permission.READ_DEALS)
    @Problems({ProblemType.NOT_FOUND, ProblemType.GONE})
    @Operation(
            operationId = "listEvents",
            summary = "Read the feed of events",
            description = "Events of all deals that the caller may see, in the order in which they were committed, as"
                    + " CloudEvents. Send `next` as `after` to go on: a reader who does so gets each event exactly"
                    + " once. A page can be empty although there is more, if many events have to be looked through for"
                    + " those that are wanted; `next` has moved on then.")
    public Uni<FeedPage> list(
            @Parameter(
                            description =
                                    "Where to go on: the `next` of the page before, or `now` for the end of the feed."
                                            + " Without it the feed begins with the first event of all.",
                            schema = @Schema(type = SchemaType.STRING, maxLength = 1000))
                    @QueryParam("after")
                    String after,
            @Parameter(
                            description = "Only events of these types, separated by commas, as in history"
                                    + " (`deal.advanced`) or in envelopes (`io.salesprocess.deal.advanced.v1`).",
                            schema = @Schema(type = SchemaType.STRING, maxLength = 4000))
                    @QueryParam("types")
                    List<String> types,
            @Parameter(description = "Only events of this deal.") @QueryParam("dealId") UUID dealId,
            @Parameter(
                            description = "How many events to show at most.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "200",
                                            defaultValue = "50"))
                    @QueryParam("limit")
                    @DefaultValue("50")
                    int limit,
            @Parameter(
                            description =
                                    "How many seconds to wait for news if there is none. The answer comes with the first"
                                            + " events, or without any when the time is over.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "0",
                                            maximum = "30",
                                            defaultValue = "0"))
                    @QueryParam("wait")
                    @DefaultValue("0")
                    int wait,
            @Context RoutingContext request) {
        within("limit", limit, 1, MOST);
        within("wait", wait, 0, LONGEST_WAIT);
        Caller caller = access.caller();
        EventFilter filter = reading.filter(caller, types, dealId);
        HistoryPosition from = reading.position(after, "after");
        EventFeed.Batch batch = reading.read(from, filter, limit);
        if (wait == 0 || isHead(request) || !batch.events().isEmpty() || !batch.isEnd()) {
            return Uni.createFrom().item(page(batch));
        }
        Uni<EventFeed.Batch> news = readers.waitFor(
                caller,
                filter,
                batch.next(),
                limit,
                Duration.ofSeconds(wait),
                leave -> request.addEndHandler(ended -> leave.run()));
        Turn.giveUp(request);
        return news.map(this::page).onFailure(ProblemException.class).invoke(refusal -> sayWhenToRetry(request));
    }

    /** The same as server-sent events, from a cursor on and for as long as the client listens. */
    @GET
    @Path("/stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Needs(Permission.READ_DEALS)
    @Problems({ProblemType.NOT_FOUND, ProblemType.GONE})
    @Operation(
            operationId = "streamEvents",
            summary = "Listen to events",
            description = "The feed as server-sent events: `id` is the cursor and `data` the CloudEvent. A client that"
                    + " comes again with `Last-Event-ID` goes on after it; that header counts more than `after`. A"
                    + " comment is sent every 15 seconds. A client that does not take what it is sent is cut off, and"
                    + " goes on when it comes again. The stream ends within seconds if the key is revoked or expires.")
    @APIResponse(
            responseCode = "200",
            description = "Events, as they are committed.",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            example = STREAMED,
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            description =
                                                    "Server-sent events whose `id` is a cursor and whose `data` is a"
                                                            + " `CloudEvent`.")))
    public Multi<OutboundSseEvent> stream(
            @Parameter(
                            description = "Where to begin: a cursor, or `now` for what happens from now on. Without it"
                                    + " the stream begins with the first event of all.",
                            schema = @Schema(type = SchemaType.STRING, maxLength = 1000))
                    @QueryParam("after")
                    String after,
            @Parameter(
                            description = "Only events of these types, separated by commas.",
                            schema = @Schema(type = SchemaType.STRING, maxLength = 4000))
                    @QueryParam("types")
                    List<String> types,
            @Parameter(description = "Only events of this deal.") @QueryParam("dealId") UUID dealId,
            @Parameter(
                            description = "The `id` of the last event that was received.",
                            schema = @Schema(type = SchemaType.STRING, maxLength = 1000))
                    @HeaderParam(LAST_EVENT_ID)
                    String lastEventId,
            @Parameter(
                            description = "Ends the stream after so many seconds, for clients behind proxies that end"
                                    + " long answers; the client then comes again with its last `id`.",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "86400"))
                    @QueryParam("seconds")
                    Integer seconds,
            @Context Sse sse,
            @Context RoutingContext request) {
        if (seconds != null) {
            within("seconds", seconds, 1, LONGEST_STREAM);
        }
        Caller caller = access.caller();
        EventFilter filter = reading.filter(caller, types, dealId);
        HistoryPosition from = lastEventId == null || lastEventId.isEmpty()
                ? reading.position(after, "after")
                : reading.position(lastEventId, LAST_EVENT_ID);
        if (isHead(request)) {
            return Multi.createFrom().empty();
        }
        request.response().headers().set("X-Accel-Buffering", "no").set(HttpHeaders.CACHE_CONTROL, "no-store");
        Multi<EventStream.Piece> pieces;
        try {
            pieces = readers.stream(
                    caller,
                    access.again(),
                    filter,
                    from,
                    Optional.ofNullable(seconds).map(Duration::ofSeconds),
                    () -> request.request().connection().close(),
                    leave -> request.addEndHandler(ended -> leave.run()));
        } catch (ProblemException e) {
            sayWhenToRetry(request);
            throw e;
        }
        return pieces.map(piece -> written(sse, piece));
    }

    private OutboundSseEvent written(Sse sse, EventStream.Piece piece) {
        if (piece.news() == null) {
            return sse.newEventBuilder().comment("listening").build();
        }
        return sse.newEventBuilder()
                .id(piece.news().cursor(cursors))
                .data(String.class, piece.news().json(json))
                .build();
    }

    private FeedPage page(EventFeed.Batch batch) {
        return new FeedPage(
                batch.events().stream()
                        .map(PlacedEvent::event)
                        .map(CloudEvent::of)
                        .toList(),
                cursors.write(batch.next()));
    }

    /** Only too many readers are refused there. */
    private static void sayWhenToRetry(RoutingContext request) {
        request.response().headers().set("Retry-After", SECONDS_TO_WAIT);
    }

    /** The framework answers these too, as if they were for the content. */
    private static boolean isHead(RoutingContext request) {
        return request.request().method().equals(HttpMethod.HEAD);
    }

    private static void within(String parameter, int value, int least, int most) {
        if (value < least || value > most) {
            throw ProblemException.invalid(
                    FieldError.in(parameter, "must be an integer from " + least + " to " + most));
        }
    }
}
