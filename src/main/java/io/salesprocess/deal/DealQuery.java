package io.salesprocess.deal;

import io.salesprocess.deal.domain.DealStatus;
import io.salesprocess.platform.json.HyphenatedEnums;
import io.salesprocess.platform.paging.Cursor;
import io.salesprocess.platform.problem.FieldError;
import io.salesprocess.platform.problem.ProblemException;
import io.salesprocess.platform.sql.Condition;
import io.salesprocess.platform.time.Rfc3339;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which deals a caller wants to see, and in which order. Only names that stand here ever become part of a statement. */
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

    @Parameter(description = "Only deals of this salesperson.")
    @QueryParam("ownerId")
    UUID ownerId;

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
            description =
                    "Only open deals whose attempt takes longer than it should (`true`), or all others (`false`).",
            schema = @Schema(type = SchemaType.BOOLEAN))
    @QueryParam("overdue")
    Boolean overdue;

    @Parameter(description = "Only deals opened at or after this time.")
    @QueryParam("openedFrom")
    Instant openedFrom;

    @Parameter(description = "Only deals opened before this time.")
    @QueryParam("openedTo")
    Instant openedTo;

    @Parameter(description = "Only deals changed at or after this time.")
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

    private enum Order {
        OPENED_AT("openedAt", "opened_at", ListedDeal::openedAt, Rfc3339::parse),
        UPDATED_AT("updatedAt", "updated_at", ListedDeal::updatedAt, Rfc3339::parse),
        STAGE_ENTERED_AT("stageEnteredAt", "stage_entered_at", ListedDeal::stageEnteredAt, Rfc3339::parse),
        VALUE("value", "coalesce(value_amount, -1)", Order::worth, Long::valueOf);

        private final String name;
        private final String column;
        private final Function<ListedDeal, Object> key;
        private final Function<String, Object> parse;

        Order(String name, String column, Function<ListedDeal, Object> key, Function<String, Object> parse) {
            this.name = name;
            this.column = column;
            this.key = key;
            this.parse = parse;
        }

        private static long worth(ListedDeal listed) {
            return listed.value() == null ? -1 : listed.value().amount();
        }
    }

    /** A condition, an order and a way to tell where a page ended. */
    record Statement(String condition, String order, List<Object> parameters, Function<ListedDeal, Cursor> cursor) {}

    /** @param shown the deals that the caller may see */
    Statement statement(Condition shown, Cursor after, Instant now) {
        String wanted = sort == null ? "-openedAt" : sort;
        boolean descending = wanted.startsWith("-");
        Order order = order(descending ? wanted.substring(1) : wanted);
        List<String> conditions = new ArrayList<>();
        List<Object> parameters = new ArrayList<>();
        if (shown != Condition.ALWAYS) {
            conditions.add(shown.sql());
            parameters.addAll(shown.parameters());
        }
        filter(conditions, parameters, now);
        if (after != null) {
            conditions.add("(" + order.column + ", id) " + (descending ? "<" : ">") + " (?, ?)");
            addPosition(parameters, after, wanted, order);
        }
        String direction = descending ? " DESC" : "";
        return new Statement(
                conditions.isEmpty() ? "" : "WHERE " + String.join(" AND ", conditions),
                order.column + direction + ", id" + direction,
                parameters,
                listed -> Cursor.of(wanted, order.key.apply(listed), listed.id()));
    }

    private void filter(List<String> conditions, List<Object> parameters, Instant now) {
        equal("status", status == null ? null : HyphenatedEnums.nameOf(status), conditions, parameters);
        equal("stage", stage, conditions, parameters);
        equal("pipeline_key", pipeline, conditions, parameters);
        equal("source", source, conditions, parameters);
        equal("owner_id", ownerId, conditions, parameters);
        equal("prospect_id", prospectId, conditions, parameters);
        equal("offering_id", offeringId, conditions, parameters);
        compare("opened_at >= ?", openedFrom, conditions, parameters);
        compare("opened_at < ?", openedTo, conditions, parameters);
        compare("updated_at >= ?", updatedFrom, conditions, parameters);
        if (overdue != null) {
            String late = "(status = 'open' AND due_at < ?)";
            conditions.add(overdue ? late : "NOT " + late);
            parameters.add(now);
        }
    }

    private static void equal(String column, Object value, List<String> conditions, List<Object> parameters) {
        compare(column + " = ?", value, conditions, parameters);
    }

    private static void compare(String condition, Object value, List<String> conditions, List<Object> parameters) {
        if (value != null) {
            conditions.add(condition);
            parameters.add(value);
        }
    }

    private static void addPosition(List<Object> parameters, Cursor after, String wanted, Order order) {
        List<String> parts = after.parts();
        if (parts.size() != 3 || !parts.get(0).equals(wanted)) {
            throw Cursor.invalid();
        }
        try {
            parameters.add(order.parse.apply(parts.get(1)));
            parameters.add(UUID.fromString(parts.get(2)));
        } catch (IllegalArgumentException e) {
            throw Cursor.invalid();
        }
    }

    private static Order order(String name) {
        return Arrays.stream(Order.values())
                .filter(order -> order.name.equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(FieldError.in(
                        "sort",
                        "must be openedAt, updatedAt, stageEnteredAt or value, with - before it for descending")));
    }
}
