package io.salesprocess.platform.api;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The page that a caller wants to see. */
public class PageRequest {

    private static final int LARGEST_LIMIT = 200;
    /** Before every id; where a list with the oldest first begins. */
    public static final UUID BEFORE_ALL = new UUID(0, 0);
    /** After every id; where a list with the newest first begins. */
    public static final UUID AFTER_ALL = new UUID(-1, -1);

    @Parameter(
            name = "limit",
            description = "How many items to show at most.",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50"))
    @QueryParam("limit")
    @DefaultValue("50")
    int limit;

    @Parameter(
            name = "cursor",
            description = "The `next` of the page before.",
            schema = @Schema(type = SchemaType.STRING, maxLength = 1000))
    @QueryParam("cursor")
    Cursor cursor;

    @Parameter(
            name = "count",
            description = "Whether to add `total`, the number of items on all pages; counting ends at 10,000.",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    @QueryParam("count")
    Boolean count;

    /** Whether the number of items on all pages is wanted. */
    boolean isCounted() {
        return Boolean.TRUE.equals(count);
    }

    /** How many items, from 1 to 200. */
    public int limit() {
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw ProblemException.invalid(FieldError.in("limit", "must be an integer from 1 to " + LARGEST_LIMIT));
        }
        return limit;
    }

    /** Where the page begins; empty for the first. */
    public Optional<Cursor> cursor() {
        return Optional.ofNullable(cursor);
    }

    /** The id after which the page begins, in a list with the oldest first. */
    public UUID afterId() {
        return cursor().map(Cursor::id).orElse(BEFORE_ALL);
    }

    /** The id before which the page begins, in a list with the newest first. */
    public UUID beforeId() {
        return cursor().map(Cursor::id).orElse(AFTER_ALL);
    }
}
