package io.salesprocess.deal;

import io.salesprocess.deal.domain.DealStatus;
import io.salesprocess.platform.http.QueryFlag;
import io.salesprocess.platform.id.Ids;
import io.salesprocess.platform.json.HyphenatedEnums;
import io.salesprocess.platform.paging.Cursor;
import io.salesprocess.platform.problem.FieldError;
import io.salesprocess.platform.problem.ProblemException;
import io.salesprocess.platform.time.Rfc3339;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.function.Function;
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
    String status;

    @Parameter(description = "Only deals in this stage.", schema = @Schema(examples = "qualification", maxLength = 100))
    @QueryParam("stage")
    String stage;

    @Parameter(description = "Only deals in this pipeline.", schema = @Schema(examples = "standard", maxLength = 100))
    @QueryParam("pipeline")
    String pipeline;

    @Parameter(description = "Only deals of this salesperson.", schema = @Schema(format = "uuid"))
    @QueryParam("ownerId")
    String ownerId;

    @Parameter(description = "Only deals with this prospect.", schema = @Schema(format = "uuid"))
    @QueryParam("prospectId")
    String prospectId;

    @Parameter(description = "Only deals about this offering.", schema = @Schema(format = "uuid"))
    @QueryParam("offeringId")
    String offeringId;

    @Parameter(
            description = "Only deals from this source.",
            schema = @Schema(examples = "landing-page", maxLength = 100))
    @QueryParam("source")
    String source;

    @Parameter(
            description =
                    "Only open deals whose attempt takes longer than it should (`true`), or all others (`false`).",
            schema = @Schema(type = SchemaType.BOOLEAN))
    @QueryParam("overdue")
    String overdue;

    @Parameter(description = "Only deals opened at or after this time.", schema = @Schema(format = "date-time"))
    @QueryParam("openedFrom")
    String openedFrom;

    @Parameter(description = "Only deals opened before this time.", schema = @Schema(format = "date-time"))
    @QueryParam("openedTo")
    String openedTo;

    @Parameter(description = "Only deals changed at or after this time.", schema = @Schema(format = "date-time"))
    @QueryParam("updatedFrom")
    String updatedFrom;

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

    /** @param after the place where the page begins, or null */
    DealFilter filter(Cursor after) {
        return new DealFilter(
                parse("status", status, DealQuery::dealStatus),
                stage,
                pipeline,
                parse("ownerId", ownerId, Ids::parse),
                parse("prospectId", prospectId, Ids::parse),
                parse("offeringId", offeringId, Ids::parse),
                source,
                overdue == null ? null : QueryFlag.isSet("overdue", overdue),
                parse("openedFrom", openedFrom, Rfc3339::parse),
                parse("openedTo", openedTo, Rfc3339::parse),
                parse("updatedFrom", updatedFrom, Rfc3339::parse),
                sort == null ? DealOrder.NEWEST_FIRST : DealOrder.parse(sort),
                after);
    }

    private static DealStatus dealStatus(String text) {
        return Arrays.stream(DealStatus.values())
                .filter(value -> HyphenatedEnums.nameOf(value).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
    }

    private static <T> T parse(String parameter, String text, Function<String, T> parser) {
        try {
            return text == null ? null : parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(FieldError.in(parameter, "does not have the form that is documented"));
        }
    }
}
