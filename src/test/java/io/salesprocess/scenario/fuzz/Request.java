package io.salesprocess.scenario.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import io.salesprocess.scenario.fuzz.Document.Operation;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * A request, and what is known of it.
 *
 * @param target path and query as they are sent
 * @param body null for none
 * @param json the body, if it was sent as JSON and is well formed; else null
 * @param query the parameters that were sent, each once; null if any was sent in another way
 * @param tricks what is unusual about it
 */
record Request(
        Operation operation,
        String method,
        String target,
        Map<String, String> headers,
        byte[] body,
        JsonNode json,
        Map<String, String> query,
        Set<Trick> tricks) {

    private static final int TOLD = 1_500;

    /** What nobody would do who means well. */
    enum Trick {
        /** The address may be another's, or nobody's. */
        ADDRESS,
        /** The operation's address is not known to have this method. */
        METHOD,
        /** An operation without a body is given one, or the body is not of the media type that is said. */
        BODY,
        /** The body is larger than any may be. */
        LARGE,
        /** It is not what HTTP has: the address is no URI, or a header is no header. */
        BROKEN,
        /** The address or a header is longer than servers take. */
        LONG
    }

    /** Whether servers refuse it before anybody sees it, and need not say more than a status. */
    boolean isUnreadable() {
        return has(Trick.BROKEN) || has(Trick.LONG);
    }

    /** Whether a page is preferred to JSON, as browsers do. */
    boolean prefersPages() {
        return headers.getOrDefault("Accept", "").startsWith("text/html");
    }

    boolean has(Trick trick) {
        return tricks.contains(trick);
    }

    /** Whether the connection cannot be used any more. */
    boolean isLast() {
        return has(Trick.LARGE) || isUnreadable();
    }

    String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    @Override
    public String toString() {
        String sent = body == null ? "" : "\n" + new String(body, StandardCharsets.UTF_8);
        String all = method + " " + target + " " + headers + sent;
        return all.length() > TOLD ? all.substring(0, TOLD) + "… (" + all.length() + " characters)" : all;
    }
}
