package io.salesprocess.platform.api;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * The place in a list after which a page begins: the sort key of the last row that was shown. Callers see it as opaque text.
 *
 * @param parts the values of the sort key
 */
public record Cursor(List<String> parts) {

    private static final String SEPARATOR = "\n";

    public Cursor {
        parts = List.copyOf(parts);
    }

    /** The place of a row in a list that is sorted by these values. */
    public static Cursor of(Object... parts) {
        return new Cursor(Arrays.stream(parts).map(Object::toString).toList());
    }

    /** The text for callers. */
    public String encode() {
        byte[] text = String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    /** The place that the text names, as JAX-RS calls it; any other text is refused as an invalid parameter. */
    public static Cursor fromString(String text) {
        try {
            String decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            // Encoded, it has passed every check of the address; the database would not take it.
            if (Texts.objection(decoded).isPresent()) {
                throw invalid();
            }
            return new Cursor(List.of(decoded.split(SEPARATOR, -1)));
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    /** The only part, as an id. */
    public UUID id() {
        try {
            return UUID.fromString(single());
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    /** The only part, as a number. */
    public long number() {
        try {
            return Long.parseLong(single());
        } catch (NumberFormatException e) {
            throw invalid();
        }
    }

    /** The only part, as text. */
    public String single() {
        if (parts.size() != 1) {
            throw invalid();
        }
        return parts.get(0);
    }

    /** The cursor does not belong to this list. */
    public static ProblemException invalid() {
        return ProblemException.invalid(FieldError.in(
                "cursor", "must be the `next` of a page of the same list, with the same filters and order"));
    }
}
