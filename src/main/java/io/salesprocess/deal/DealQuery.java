package io.salesprocess.deal;

import io.salesprocess.deal.domain.DealStatus;
import io.salesprocess.pipeline.field.FieldFilter;
import io.salesprocess.platform.api.Cursor;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which deals a caller wants to see, and in which order. */
public class DealQuery {

    @Parameter(
            description = "Only deals of this status.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"open", "won", "lost"}))
    @QueryParam("status")
    DealStatus status;

    @Parameter(description = "Only deals in this stage.", schema = @Schema(examples = "qualification", maxLength = 100))
    @QueryParam("stage")
    String stage;

    @Parameter(description = "Only deals in this pipeline.", schema = @Schema(examples = "standard", maxLength = 100))
    @QueryParam("pipeline")
    String pipeline;

    @Parameter(
            description = "Only deals of this salesperson; `none`: only unassigned deals.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            pattern = "^(none|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})$",
                            examples = "none"))
    @QueryParam("ownerId")
    OwnerFilter owner;

    @Parameter(description = "Only deals with this prospect.")
    @QueryParam("prospectId")
    UUID prospectId;

    @Parameter(description = "Only deals about this offering.")
    @QueryParam("offeringId")
    UUID offeringId;

    @Parameter(
            description = "Only deals from this source.",
            schema = @Schema(examples = "landing-page", maxLength = 100))
    @QueryParam("source")
    String source;

    @Parameter(
            description = "Only the deal of this number.",
            schema = @Schema(type = SchemaType.INTEGER, format = "int64", examples = "1042"))
    @QueryParam("number")
    Long number;

    @Parameter(
            description =
                    "Only deals with this number, or whose prospect's name, company, e-mail address or telephone number"
                            + " contains this text.",
            schema = @Schema(examples = "stone", maxLength = 200))
    @QueryParam("q")
    String q;

    @Parameter(
            description =
                    "Only open deals whose attempt takes longer than it should (`true`), or all others (`false`).",
            schema = @Schema(type = SchemaType.BOOLEAN))
    @QueryParam("overdue")
    Boolean overdue;

    @Parameter(description = "Only deals opened at or after this time. A date means the start of that day in UTC.")
    @QueryParam("openedFrom")
    Instant openedFrom;

    @Parameter(description = "Only deals opened before this time. A date means the end of that day in UTC.")
    @QueryParam("openedTo")
    Instant openedTo;

    @Parameter(description = "Only deals changed at or after this time. A date means the start of that day in UTC.")
    @QueryParam("updatedFrom")
    Instant updatedFrom;

    @Parameter(
            description =
                    "The order; `-` before the name means descending. Deals without a value count as the smallest.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            defaultValue = "-openedAt",
                            enumeration = {
                                "openedAt",
                                "-openedAt",
                                "updatedAt",
                                "-updatedAt",
                                "stageEnteredAt",
                                "-stageEnteredAt",
                                "value",
                                "-value"
                            }))
    @QueryParam("sort")
    String sort;

    @Parameter(
            name = "expand",
            description = Expansion.DESCRIPTION,
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"prospect", "offering", "prospect,offering", "offering,prospect"}))
    @QueryParam("expand")
    Expansion expand;

    /** What is to be shown of the resources that deals name. */
    Expansion expansion() {
        return expand == null ? Expansion.NOTHING : expand;
    }

    /**
     * @param fields by custom fields
     * @param after the place where the page begins, or null
     */
    DealFilter filter(FieldFilter fields, Cursor after) {
        return new DealFilter(
                status,
                stage,
                pipeline,
                owner,
                prospectId,
                offeringId,
                source,
                number,
                q,
                overdue,
                openedFrom,
                openedTo,
                updatedFrom,
                fields,
                sort == null ? DealOrder.NEWEST_FIRST : DealOrder.parse(sort),
                after);
    }
}
