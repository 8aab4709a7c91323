package io.salesprocess.platform.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.util.regex.Pattern;

/**
 * Which representations a request accepts. A client that is generated from the document asks for what an operation documents: only
 * problems, if it has nothing else to answer with. That must not be refused for want of a representation.
 */
final class Acceptable {

    /** The type of problems among others, unless it is excluded. */
    private static final Pattern PROBLEMS =
            Pattern.compile("(?i)(^|,)\\s*application/problem\\+json\\s*(?!;\\s*q=0(\\.0*)?\\s*(,|$))(;[^,]*)?(,|$)");

    /** Whatever there is, if nothing that is preferred. */
    private static final String ANYTHING = "*/*;q=0.001";

    private Acceptable() {}

    /** Takes away what would be refused for no reason. */
    static void widen(HttpMethod method, MultiMap headers) {
        if (!headers.contains(HttpHeaders.ACCEPT)) {
            return;
        }
        if (method.equals(HttpMethod.DELETE)) {
            // Its answer has no body, so any will do.
            headers.remove(HttpHeaders.ACCEPT);
            return;
        }
        String accepted = String.join(",", headers.getAll(HttpHeaders.ACCEPT));
        if (PROBLEMS.matcher(accepted).find()) {
            headers.set(HttpHeaders.ACCEPT, accepted + "," + ANYTHING);
        }
    }
}
