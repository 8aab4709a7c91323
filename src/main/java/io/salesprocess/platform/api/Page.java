package io.salesprocess.platform.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntToLongFunction;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A page of a list.
 *
 * @param next the cursor of the next page, or null on the last
 * @param total null unless it was asked for
 * @param totalIsExact null unless the total was asked for
 */
public record Page<T>(
        List<T> items,

        @Schema(description = "Send it as `cursor` to get the next page; null on the last page.", nullable = true)
        String next,

        @Schema(
                description = "With `count=true`: how many items the list has on all its pages, at most 10,000.",
                examples = "123")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        Long total,

        @Schema(description = "With `count=true`: `false` if the list has more than 10,000 items.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        Boolean totalIsExact)
        implements Paged {

    /** Counting ends here, so that it takes no longer than reading so many rows. */
    private static final int MOST_COUNTED = 10_000;

    /**
     * A page from rows that were read with one more than the limit, which tells whether there is a next page.
     *
     * @param cursor the place of a row in the list
     */
    public static <R, T> Page<T> of(List<R> rows, int limit, Function<R, T> item, Function<R, Cursor> cursor) {
        boolean more = rows.size() > limit;
        List<R> shown = more ? rows.subList(0, limit) : rows;
        String next = more ? cursor.apply(shown.get(limit - 1)).encode() : null;
        return new Page<>(shown.stream().map(item).toList(), next, null, null);
    }

    /**
     * The page with the number of items of the whole list, if the caller asks for it.
     *
     * @param count counts the items of the list, whatever the page, and may stop at the number that it is given
     */
    public Page<T> counted(PageRequest request, IntToLongFunction count) {
        if (!request.isCounted()) {
            return this;
        }
        long found = count.applyAsLong(MOST_COUNTED + 1);
        return new Page<>(items, next, Math.min(found, MOST_COUNTED), found <= MOST_COUNTED);
    }
}
