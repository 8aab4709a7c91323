package io.salesprocess.platform.api;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes problems down as RFC 9457 has them. */
public final class Problem {

    /** The media type of every error, unless the client prefers a page. */
    public static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");

    private static final MediaType HTML = MediaType.TEXT_HTML_TYPE.withCharset("UTF-8");

    private static final String SECONDS_TO_WAIT = "1";

    /** A path can be as long as a request line, and three times that once it is escaped. */
    private static final int LONGEST_PATH = 1_000;

    /** What may stand as it is, or else a single letter that may not. */
    private static final Pattern PART_OF_PATH =
            Pattern.compile("([/\\w\\-.~!$&'()*+,;=:@]++|%[0-9A-Fa-f]{2})|(.)", Pattern.DOTALL);

    private Problem() {}

    /**
     * The path of an address, as a reference must be written (RFC 3986): callers send what needs to be escaped. Of a very
     * long one only the beginning.
     */
    public static String instance(String rawPath) {
        StringBuilder path = new StringBuilder();
        Matcher part = PART_OF_PATH.matcher(rawPath);
        while (path.length() < LONGEST_PATH && part.find()) {
            path.append(
                    part.group(1) != null ? part.group(1) : URLEncoder.encode(part.group(2), StandardCharsets.UTF_8));
        }
        return beginning(path);
    }

    /** Not cut within an escape, which would be no reference any more. */
    private static String beginning(StringBuilder path) {
        if (path.length() <= LONGEST_PATH) {
            return path.toString();
        }
        int escape = path.lastIndexOf("%", LONGEST_PATH);
        return path.substring(0, escape >= 0 && escape > LONGEST_PATH - 3 ? escape : LONGEST_PATH);
    }

    static Response response(ProblemType type, String detail, String instance, Map<String, Object> members) {
        return response(type, MEDIA_TYPE, body(type, detail, instance, members));
    }

    /** The response with a page instead of JSON. */
    static Response page(ProblemType type, String html) {
        return response(type, HTML, html);
    }

    private static Response response(ProblemType type, MediaType mediaType, Object body) {
        Response.ResponseBuilder response =
                Response.status(type.status()).type(mediaType).entity(body);
        headers(type).forEach(response::header);
        return response.build();
    }

    /** The headers that always go with a problem of this type. */
    public static Map<String, String> headers(ProblemType type) {
        return switch (type) {
            case UNAVAILABLE, IDEMPOTENCY_IN_PROGRESS -> Map.of(HttpHeaders.RETRY_AFTER, SECONDS_TO_WAIT);
            case UNAUTHENTICATED -> Map.of(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            default -> Map.of();
        };
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
