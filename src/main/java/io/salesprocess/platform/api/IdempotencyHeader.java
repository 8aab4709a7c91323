package io.salesprocess.platform.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header by which callers mark retries. */
public final class IdempotencyHeader {

    public static final String NAME = "Idempotency-Key";

    /** A text in quotes, with quotes and backslashes in it escaped (RFC 9651). */
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\[\"\\\\])*+)\"");

    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

    private IdempotencyHeader() {}

    /** The key that a header holds: quoted, as the IETF draft has it, or bare, which is the same key. */
    static String unquoted(String header) {
        Matcher quoted = QUOTED.matcher(header);
        return quoted.matches() ? ESCAPED.matcher(quoted.group(1)).replaceAll("$1") : header;
    }
}
