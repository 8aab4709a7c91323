package io.salesprocess.audit;

import io.salesprocess.access.AuditAction;
import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.database.Condition;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which entries of the audit a caller wants to see, and in which order. */
public class AuditQuery {

    /** Oldest or newest first. */
    public enum Order {
        ASC,
        DESC
    }

    @Parameter(description = "Only this action.")
    @QueryParam("action")
    AuditAction action;

    @Parameter(
            description = "Only actions of this actor: the id of a key, or the subject of a token.",
            schema = @Schema(examples = "01a20a90-8840-7000-9086-7c3e4e5bf1a7", maxLength = 255))
    @QueryParam("actorId")
    @Size(max = 255)
    String actorId;

    @Parameter(
            description =
                    "Only actions on this subject: the id of a key, an offering, a custom field, a salesperson, a template"
                            + " or a prospect, or the key of a form, a pipeline or a calendar.",
            schema = @Schema(examples = "01a20a90-926e-7000-a70d-4e85a86d6635", maxLength = 100))
    @QueryParam("subjectId")
    @Size(max = 100)
    String subjectId;

    @Parameter(description = "Only actions at or after this time.")
    @QueryParam("from")
    Instant from;

    @Parameter(description = "Only actions before this time.")
    @QueryParam("to")
    Instant to;

    @Parameter(
            description = "Oldest first (`asc`) or newest first (`desc`).",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"asc", "desc"},
                            defaultValue = "desc"))
    @QueryParam("order")
    @DefaultValue("desc")
    Order order;

    Condition shown() {
        return Condition.ALWAYS
                .andIf("action = ?", action == null ? null : HyphenatedEnums.nameOf(action))
                .andIf("actor_id = ?", actorId)
                .andIf("subject_id = ?", subjectId)
                .andIf("at >= ?", from)
                .andIf("at < ?", to);
    }
}
