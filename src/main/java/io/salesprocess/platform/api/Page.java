package io.salesprocess.platform.api;

import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A page of a list.
 *
 * @param next the cursor of the next page, or null on the last
 */
public record Page<T>(
        List<T> items,

        @Schema(description = "Send it as `cursor` to get the next page; null on the last page.", nullable = true)
        String next) {

    /**
     * A page from rows that were read with one more than the limit, which tells whether there is a next page.
     *
     * @param cursor the place of a row in the list
     */
    public static <R, T> Page<T> of(List<R> rows, int limit, Function<R, T> item, Function<R, Cursor> cursor) {
        boolean more = rows.size() > limit;
        List<R> shown = more ? rows.subList(0, limit) : rows;
        String next = more ? cursor.apply(shown.get(limit - 1)).encode() : null;
        return new Page<>(shown.stream().map(item).toList(), next);
    }
}
