package io.salesprocess.intake;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Who becomes the owner of a deal that a form opens.
 *
 * @param salespersonId the one who always does, or null
 */
@Schema(
        name = "Assignment",
        description =
                "`\"round-robin\"`: salespeople who are active and not absent take turns. `{\"salespersonId\": …}`: always the same one."
                        + " `\"none\"`: unassigned.",
        oneOf = {Assignment.Way.class, Assignment.ToOne.class},
        examples = "round-robin")
record Assignment(Kind kind, UUID salespersonId) {

    static final Assignment NONE = new Assignment(Kind.NONE, null);

    /** How the owner is found. */
    enum Kind {
        ROUND_ROBIN,
        SALESPERSON,
        NONE
    }

    /** The ways that need no more than a word. */
    @Schema(name = "AssignmentWay", description = "Whether salespeople take turns, or deals stay unassigned.")
    enum Way {
        ROUND_ROBIN,
        NONE
    }

    /** Always the same salesperson. */
    @Schema(name = "AssignmentToOne", description = "Always the same salesperson.")
    record ToOne(@Schema(required = true) UUID salespersonId) {}

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Assignment read(JsonNode json) {
        if (json.isTextual() && json.textValue().equals("round-robin")) {
            return new Assignment(Kind.ROUND_ROBIN, null);
        }
        if (json.isNull() || (json.isTextual() && json.textValue().equals("none"))) {
            return NONE;
        }
        if (json.isObject() && json.size() == 1 && json.path("salespersonId").isTextual()) {
            return new Assignment(
                    Kind.SALESPERSON, uuid(json.get("salespersonId").textValue()));
        }
        throw new IllegalArgumentException("must be \"round-robin\", \"none\" or {\"salespersonId\": …}");
    }

    @JsonValue
    Object toJson() {
        return switch (kind) {
            case ROUND_ROBIN -> "round-robin";
            case NONE -> "none";
            case SALESPERSON -> Map.of("salespersonId", salespersonId);
        };
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("needs a UUID as salespersonId", e);
        }
    }
}
