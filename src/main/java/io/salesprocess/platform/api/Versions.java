package io.salesprocess.platform.api;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Versions of resources as entity tags. A tag is the version in quotes, with a suffix where a resource looks different at
 * the same version; {@code If-Match} compares versions only.
 */
@Singleton
public class Versions {

    private static final String ONE = "(W/)?\"([^\"]*)\"";
    private static final Pattern TAG = Pattern.compile(ONE);

    /** A list of them, in which elements may be empty (RFC 9110, section 5.6.1). */
    private static final Pattern TAGS = Pattern.compile("[\\s,]*+" + ONE + "(\\s*+,[\\s,]*+" + ONE + ")*+[\\s,]*+");

    private final HttpHeaders headers;

    Versions(HttpHeaders headers) {
        this.headers = headers;
    }

    /**
     * The versions that {@code If-Match} names; any version without it. Weak tags name none, as {@code If-Match} needs strong ones
     * (RFC 9110, section 13.1.1). Refused is a header that is no list of entity tags: a client that leaves out the quotes would
     * look for a change that never was.
     */
    public ExpectedVersion expected() {
        String wanted = header(HttpHeaders.IF_MATCH);
        if (wanted == null || wanted.trim().equals("*")) {
            return ExpectedVersion.ANY;
        }
        if (!TAGS.matcher(wanted).matches()) {
            throw ProblemException.invalid(FieldError.in(
                    HttpHeaders.IF_MATCH, "must be the ETag that you read, with its quotes, such as \"7\"; or *"));
        }
        Map<Boolean, Set<String>> versions = TAG.matcher(wanted)
                .results()
                .collect(Collectors.partitioningBy(
                        tag -> tag.group(1) == null,
                        Collectors.mapping(tag -> tag.group(2).split("-", 2)[0], Collectors.toSet())));
        return ExpectedVersion.oneOf(versions.get(true), versions.get(false));
    }

    /** The same for a change that needs {@code If-Match}. */
    public ExpectedVersion required() {
        return header(HttpHeaders.IF_MATCH) == null ? ExpectedVersion.MISSING : expected();
    }

    /** Answers a read with the resource, or with 304 if the caller has it already. */
    public Response ok(Object resource, String tag) {
        Response.ResponseBuilder response = isKnown(tag) ? Response.notModified() : json(resource);
        return response.tag(new EntityTag(tag)).build();
    }

    /** With its type said: left to what the caller accepts, {@code application/*} would be written as any text. */
    private static Response.ResponseBuilder json(Object resource) {
        return Response.ok(resource).type(MediaType.APPLICATION_JSON_TYPE);
    }

    /** Answers a read of a resource that looks the same as long as its version is. */
    public Response ok(Object resource, long version) {
        return ok(resource, Long.toString(version));
    }

    /** Whether the caller has this representation; for reads, weak tags are as good as strong ones. */
    private boolean isKnown(String tag) {
        String known = header(HttpHeaders.IF_NONE_MATCH);
        if (known == null) {
            return false;
        }
        return known.trim().equals("*") || TAG.matcher(known).results().anyMatch(match -> tag.equals(match.group(2)));
    }

    private String header(String name) {
        List<String> lines = headers.getRequestHeader(name);
        return lines == null || lines.isEmpty() ? null : String.join(",", lines);
    }
}
