package io.salesprocess.platform.http;

import io.salesprocess.platform.problem.ProblemException;
import io.salesprocess.platform.problem.ProblemType;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Versions of resources as entity tags. A tag is the version in quotes, with a suffix where a resource looks different at
 * the same version; {@code If-Match} compares versions only.
 */
@Singleton
public class Versions {

    private static final Pattern TAG = Pattern.compile("(W/)?\"([^\"]*)\"");

    private final HttpHeaders headers;
    private final Request request;

    Versions(HttpHeaders headers, Request request) {
        this.headers = headers;
        this.request = request;
    }

    /** Refuses a change without {@code If-Match} (428), or with one that does not name this version (412). */
    public void mustMatch(long version) {
        if (ifMatch() == null) {
            throw ProblemException.of(
                    ProblemType.PRECONDITION_REQUIRED,
                    "Send If-Match with the ETag that you read, so that nobody's change is overwritten unseen.");
        }
        mayMatch(version);
    }

    /** Refuses a change with an {@code If-Match} that does not name this version (412). */
    public void mayMatch(long version) {
        String wanted = ifMatch();
        if (wanted != null && !names(wanted, version)) {
            throw ProblemException.of(
                    ProblemType.STALE_VERSION, "If-Match does not name the present version, which is " + version + ".");
        }
    }

    /** Answers a read with the resource, or with 304 if the caller has it already. */
    public Response ok(Object resource, String tag) {
        EntityTag entityTag = new EntityTag(tag);
        Response.ResponseBuilder unchanged = headers.getHeaderString(HttpHeaders.IF_NONE_MATCH) == null
                ? null
                : request.evaluatePreconditions(entityTag);
        return unchanged != null
                ? unchanged.build()
                : Response.ok(resource).tag(entityTag).build();
    }

    /** Answers a read of a resource that looks the same as long as its version is. */
    public Response ok(Object resource, long version) {
        return ok(resource, Long.toString(version));
    }

    /** Answers a change with the resource as it is now. */
    public Response changed(Object resource, String tag) {
        return Response.ok(resource).tag(new EntityTag(tag)).build();
    }

    /** Answers a change of a resource that looks the same as long as its version is. */
    public Response changed(Object resource, long version) {
        return changed(resource, Long.toString(version));
    }

    private String ifMatch() {
        List<String> lines = headers.getRequestHeader(HttpHeaders.IF_MATCH);
        return lines.isEmpty() ? null : String.join(",", lines);
    }

    private static boolean names(String wanted, long version) {
        if (wanted.trim().equals("*")) {
            return true;
        }
        Matcher tags = TAG.matcher(wanted);
        while (tags.find()) {
            boolean strong = tags.group(1) == null;
            String number = tags.group(2).split("-", 2)[0];
            if (strong && number.equals(Long.toString(version))) {
                return true;
            }
        }
        return false;
    }
}
