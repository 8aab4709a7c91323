package io.salesprocess.platform.http;

import io.salesprocess.platform.problem.ProblemException;
import io.salesprocess.platform.problem.ProblemType;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
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

    Versions(HttpHeaders headers) {
        this.headers = headers;
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
        Response.ResponseBuilder response = isKnown(tag) ? Response.notModified() : Response.ok(resource);
        return response.tag(new EntityTag(tag)).build();
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
        return header(HttpHeaders.IF_MATCH);
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
