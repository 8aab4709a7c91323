package io.salesprocess.intake;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Who becomes the owner of a deal that a form opens.
 *
 * @param salespersonId the one who always does, or null
 * @param roundRobin those who take turns, if not all do; or null
 */
@Schema(
        name = "Assignment",
        description =
                "`\"round-robin\"`: all salespeople who are active and not absent take turns. `{\"roundRobin\": […]}`: those in the"
                        + " list do, and get deals in proportion to their weights; those who are inactive or absent are passed over."
                        + " `{\"salespersonId\": …}`: always the same one. `\"none\"`: unassigned.",
        oneOf = {Assignment.Way.class, Assignment.ToSome.class, Assignment.ToOne.class},
        examples = "round-robin")
@JsonDeserialize(using = Assignment.Reader.class)
record Assignment(
        Kind kind,
        UUID salespersonId,

        @Schema(hidden = true) @Size(min = 1, max = Assignment.MOST_SHARES)
        List<@NotNull @Valid Share> roundRobin) {

    static final Assignment NONE = new Assignment(Kind.NONE, null, null);

    static final int MOST_SHARES = 100;

    private static final String EXPECTED =
            "must be \"round-robin\", \"none\", {\"roundRobin\": [{\"salespersonId\": …, \"weight\": …}]} or {\"salespersonId\": …}";

    /** How the owner is found. */
    enum Kind {
        ROUND_ROBIN,
        SALESPERSON,
        NONE
    }

    /** The ways that need no more than a word. */
    @Schema(name = "AssignmentWay", description = "Whether all salespeople take turns, or deals stay unassigned.")
    enum Way {
        ROUND_ROBIN,
        NONE
    }

    /** Always the same salesperson. */
    @Schema(name = "AssignmentToOne", description = "Always the same salesperson.")
    record ToOne(@Schema(required = true) UUID salespersonId) {}

    /** Some salespeople take turns. */
    @Schema(
            name = "AssignmentToSome",
            description =
                    "These salespeople take turns, evenly spread: with the weights 2 and 1, the first one gets two of three"
                            + " deals.")
    record ToSome(
            @Schema(required = true) @Size(min = 1, max = MOST_SHARES)
            List<Share> roundRobin) {}

    /** Everything that an object can say. */
    private record Words(UUID salespersonId, List<Share> roundRobin) {}

    /** Salespeople who are named, once each and in the order of the list. */
    List<UUID> named() {
        return roundRobin == null
                ? Stream.ofNullable(salespersonId).toList()
                : roundRobin.stream()
                        .map(Share::salespersonId)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList();
    }

    @JsonValue
    Object toJson() {
        return switch (kind) {
            case ROUND_ROBIN -> roundRobin == null ? "round-robin" : Map.of("roundRobin", roundRobin);
            case NONE -> "none";
            case SALESPERSON -> Map.of("salespersonId", salespersonId);
        };
    }

    /** Reads a word or an object, and names the place in it that is wrong. */
    static final class Reader extends JsonDeserializer<Assignment> {

        @Override
        public Assignment getNullValue(DeserializationContext context) {
            return NONE;
        }

        @Override
        public Assignment deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (json.currentToken() == JsonToken.VALUE_STRING) {
                return switch (json.getText()) {
                    case "round-robin" -> new Assignment(Kind.ROUND_ROBIN, null, null);
                    case "none" -> NONE;
                    default -> throw unexpected(context);
                };
            }
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw unexpected(context);
            }
            Words words = context.readValue(json, Words.class);
            if ((words.salespersonId() == null) == (words.roundRobin() == null)) {
                throw unexpected(context);
            }
            return new Assignment(
                    words.roundRobin() == null ? Kind.SALESPERSON : Kind.ROUND_ROBIN,
                    words.salespersonId(),
                    words.roundRobin());
        }

        private static JsonMappingException unexpected(DeserializationContext context) {
            return context.instantiationException(Assignment.class, new IllegalArgumentException(EXPECTED));
        }
    }
}
