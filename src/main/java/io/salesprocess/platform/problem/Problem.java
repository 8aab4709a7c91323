package io.salesprocess.platform.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes problems down as RFC 9457 has them. */
public final class Problem {

    /** The media type of every error. */
    public static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");

    private static final String SECONDS_TO_WAIT = "1";

    private Problem() {}

    /** The path of an address, as a reference must be written: callers send letters that need to be escaped. */
    public static String instance(String rawPath) {
        return rawPath.codePoints()
                .mapToObj(Character::toString)
                .map(letter -> letter.charAt(0) < 128 ? letter : URLEncoder.encode(letter, StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }

    static Response response(ProblemType type, String detail, String instance, Map<String, Object> members) {
        Response.ResponseBuilder response =
                Response.status(type.status()).type(MEDIA_TYPE).entity(body(type, detail, instance, members));
        if (type == ProblemType.UNAVAILABLE || type == ProblemType.IDEMPOTENCY_IN_PROGRESS) {
            response.header(HttpHeaders.RETRY_AFTER, SECONDS_TO_WAIT);
        }
        if (type == ProblemType.UNAUTHENTICATED) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return response.build();
    }

    /** The members of a problem, in the order in which people read them. */
    public static Map<String, Object> body(
            ProblemType type, String detail, String instance, Map<String, Object> members) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", type.address());
        body.put("title", type.title());
        body.put("status", type.status());
        body.put("detail", detail);
        body.put("instance", instance);
        body.putAll(members);
        return body;
    }
}
