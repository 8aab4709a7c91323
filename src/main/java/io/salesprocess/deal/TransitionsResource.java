package io.salesprocess.deal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.salesprocess.access.Access;
import io.salesprocess.access.Caller;
import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.TransitionOutcomes.Outcome;
import io.salesprocess.platform.api.Elements;
import io.salesprocess.platform.api.Json;
import io.salesprocess.platform.api.PlainWrites;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.ReplayCheck;
import io.salesprocess.platform.api.WriteResult;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Moving many deals with one request. */
@Path("/v1/transitions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Deals")
public class TransitionsResource {

    private static final int MADE = 201;
    private static final int WOULD_BE_MADE = 200;

    private final TransitionService service;
    private final Access access;
    private final PlainWrites writes;
    private final Elements elements;
    private final Json json;

    TransitionsResource(TransitionService service, Access access, PlainWrites writes, Elements elements, Json json) {
        this.service = service;
        this.access = access;
        this.writes = writes;
        this.elements = elements;
        this.json = json;
    }

    /** Moves deals, each by itself, under the rules and with the refusals of a single call (rule 9). */
    @POST
    @Needs(Permission.WORK_ON_DEALS)
    @Operation(
            operationId = "makeTransitions",
            summary = "Move many deals",
            description =
                    "Makes up to 500 transitions in the order given. Each one is made or refused by itself, under the same"
                            + " rules and with the same problems as a single call; the response says which, in the same order. A"
                            + " later transition of the same deal sees what an earlier one did. All that are made take effect"
                            + " together. One `Idempotency-Key` holds for the whole request.")
    @APIResponse(
            responseCode = "200",
            description = "What became of each transition.",
            content = @Content(schema = @Schema(implementation = TransitionOutcomes.class)))
    public Response makeAll(
            @Parameter(
                            description = "Check everything, and change nothing.",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @QueryParam("dryRun")
                    @DefaultValue("false")
                    boolean dryRun,
            @Valid @NotNull TransitionsRequest body) {
        Caller caller = access.caller();
        List<Item> items = body.transitions().stream().map(this::read).toList();
        List<TransitionItem> readable =
                items.stream().map(Item::wanted).flatMap(Optional::stream).toList();
        if (dryRun) {
            return writes.preview(() -> Response.ok(outcomes(items, service.dryRunAll(caller, readable), WOULD_BE_MADE))
                    .build());
        }
        return writes.once(
                body,
                new Replay(caller, items),
                () -> WriteResult.ok(outcomes(items, service.makeAll(caller, readable), MADE)));
    }

    /**
     * An element of the request.
     *
     * @param dealId null if it names none
     * @param wanted empty if it is wrong
     * @param fault what is wrong with it, or null
     */
    private record Item(UUID dealId, Optional<TransitionItem> wanted, ProblemException fault) {}

    private Item read(JsonNode element) {
        try {
            TransitionItem item = elements.read(element, TransitionItem.class);
            return new Item(item.dealId(), Optional.of(item), null);
        } catch (ProblemException fault) {
            return new Item(dealId(element), Optional.empty(), fault);
        }
    }

    private static UUID dealId(JsonNode element) {
        try {
            return UUID.fromString(element.path("dealId").asText());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static TransitionOutcomes outcomes(List<Item> items, List<TransitionService.Attempt> attempts, int status) {
        List<Outcome> outcomes = new ArrayList<>();
        int next = 0;
        for (Item item : items) {
            outcomes.add(
                    item.wanted().isEmpty()
                            ? Outcome.of(item.fault(), item.dealId())
                            : outcome(item.wanted().get(), attempts.get(next++), status));
        }
        return new TransitionOutcomes(outcomes);
    }

    private static Outcome outcome(TransitionItem item, TransitionService.Attempt attempt, int status) {
        return attempt.refusal() == null
                ? Outcome.of(status, TransitionResponse.of(item.type(), attempt.change()))
                : Outcome.of(attempt.refusal(), item.dealId());
    }

    /** A retry sees the outcomes of the first time, but those of deals that the caller may no longer see. */
    private final class Replay implements ReplayCheck {
        private final Caller caller;
        private final List<Item> items;

        Replay(Caller caller, List<Item> items) {
            this.caller = caller;
            this.items = items;
        }

        @Override
        public void authorize(String location) {
            // The permission of the operation has been checked, and each outcome is below.
        }

        @Override
        public byte[] show(byte[] body) {
            Set<UUID> shown = service.shown(
                    caller,
                    items.stream()
                            .map(Item::wanted)
                            .flatMap(Optional::stream)
                            .map(TransitionItem::dealId)
                            .toList());
            JsonNode kept = json.read(new String(body, StandardCharsets.UTF_8), JsonNode.class);
            ArrayNode outcomes = (ArrayNode) kept.path("items");
            for (int i = 0; i < outcomes.size(); i++) {
                boolean toldOfTheDeal = items.get(i).wanted().isPresent()
                        && outcomes.get(i).path("status").asInt() != ProblemType.NOT_FOUND.status();
                if (toldOfTheDeal && !shown.contains(items.get(i).dealId())) {
                    outcomes.set(i, json.tree(Outcome.of(hidden(), items.get(i).dealId())));
                }
            }
            return json.bytes(kept);
        }

        private static ProblemException hidden() {
            return ProblemException.of(
                    ProblemType.FORBIDDEN,
                    "This Idempotency-Key was sent before, and the caller may no longer see what became of this deal.");
        }
    }
}
