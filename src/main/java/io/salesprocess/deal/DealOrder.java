package io.salesprocess.deal;

import io.salesprocess.platform.api.Cursor;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.kernel.Rfc3339;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** The order of a list of deals. Only columns that stand here ever become part of a statement. */
record DealOrder(Key key, boolean descending) {

    static final DealOrder NEWEST_FIRST = new DealOrder(Key.OPENED_AT, true);
    static final DealOrder OLDEST_FIRST = new DealOrder(Key.OPENED_AT, false);

    /** What deals are ordered by; the id decides between equals. */
    enum Key {
        OPENED_AT("openedAt", "opened_at", ListedDeal::openedAt, Rfc3339::parse),
        UPDATED_AT("updatedAt", "updated_at", ListedDeal::updatedAt, Rfc3339::parse),
        STAGE_ENTERED_AT("stageEnteredAt", "stage_entered_at", ListedDeal::stageEnteredAt, Rfc3339::parse),
        VALUE("value", "coalesce(value_amount, -1)", Key::worth, Long::valueOf);

        private final String name;
        private final String column;
        private final Function<ListedDeal, Object> value;
        private final Function<String, Object> parse;

        Key(String name, String column, Function<ListedDeal, Object> value, Function<String, Object> parse) {
            this.name = name;
            this.column = column;
            this.value = value;
            this.parse = parse;
        }

        private static long worth(ListedDeal listed) {
            return listed.value() == null ? -1 : listed.value().amount();
        }
    }

    /** The order of this name; {@code -} before it means descending. */
    static DealOrder parse(String name) {
        boolean descending = name.startsWith("-");
        String wanted = descending ? name.substring(1) : name;
        return Arrays.stream(Key.values())
                .filter(key -> key.name.equals(wanted))
                .findFirst()
                .map(key -> new DealOrder(key, descending))
                .orElseThrow(() -> ProblemException.invalid(FieldError.in(
                        "sort",
                        "must be openedAt, updatedAt, stageEnteredAt or value, with - before it for descending")));
    }

    /** What deals are ordered by, besides their ids. */
    String column() {
        return key.column;
    }

    String orderBy() {
        return orderBy(key.column, "id");
    }

    /** The same where the values and the ids are in these columns. */
    String orderBy(String column, String id) {
        String direction = descending ? " DESC" : "";
        return column + direction + ", " + id + direction;
    }

    /** Holds for what comes after a place in the list. */
    String isAfter() {
        return "(" + key.column + ", id) " + (descending ? "<" : ">") + " (?, ?)";
    }

    Cursor cursor(ListedDeal listed) {
        return Cursor.of(name(), key.value.apply(listed), listed.id());
    }

    /** The values of the place that a cursor of this order names; any other cursor is refused. */
    List<Object> place(Cursor cursor) {
        List<String> parts = cursor.parts();
        if (parts.size() != 3 || !parts.get(0).equals(name())) {
            throw Cursor.invalid();
        }
        try {
            return List.of(key.parse.apply(parts.get(1)), UUID.fromString(parts.get(2)));
        } catch (IllegalArgumentException e) {
            throw Cursor.invalid();
        }
    }

    private String name() {
        return (descending ? "-" : "") + key.name;
    }
}
