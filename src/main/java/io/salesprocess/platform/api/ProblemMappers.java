package io.salesprocess.platform.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.salesprocess.platform.http.ResourcePaths;
import io.salesprocess.platform.kernel.RequestId;
import io.salesprocess.platform.page.ReadableProblems;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.persistence.OptimisticLockException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place that turns what ended a request into a problem. */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @Inject
    DatabaseFailures databaseFailures;

    @Inject
    ResourcePaths addresses;

    @Inject
    ReadableProblems pages;

    @Inject
    RoutingContext connection;

    @Inject
    OutageCounts outages;

    @ServerExceptionMapper
    Response problem(ProblemException e, UriInfo uri) {
        e.outage().ifPresent(outages::count);
        return response(e.type(), e.getMessage(), uri, e.members());
    }

    @ServerExceptionMapper
    Response violations(ConstraintViolationException e, UriInfo uri) {
        return problem(ProblemException.invalid(Violations.errors(e.getConstraintViolations())), uri);
    }

    @ServerExceptionMapper
    Response unreadable(JsonProcessingException e, UriInfo uri) {
        return problem(JsonErrors.problem(e), uri);
    }

    /** Declared besides {@link #unreadable} because the framework has a mapper of its own for this subclass. */
    @ServerExceptionMapper
    Response mismatched(MismatchedInputException e, UriInfo uri) {
        return problem(JsonErrors.problem(e), uri);
    }

    @ServerExceptionMapper
    Response overtaken(OptimisticLockException e, UriInfo uri) {
        return plain(
                ProblemType.STALE_VERSION,
                "Another caller changed the resource at the same moment. Read it again, then decide.",
                uri);
    }

    @ServerExceptionMapper
    Response http(WebApplicationException e, UriInfo uri, Request request) {
        if (e.getCause() instanceof ProblemException problem) {
            return problem(problem, uri);
        }
        Response original = e.getResponse();
        // The framework does not find some addresses whose methods stand in several resources.
        if (original.getStatus() == 404 && addresses.knowsOthersThan(request.getMethod(), uri.getPath())) {
            return http(new NotAllowedException(Response.status(405).build()), uri, request);
        }
        if (e.getCause() instanceof JsonProcessingException json) {
            return unreadable(json, uri);
        }
        Response response =
                switch (original.getStatus()) {
                    case 404 -> plain(ProblemType.NOT_FOUND, "There is nothing at this address.", uri);
                    case 405 -> plain(ProblemType.METHOD_NOT_ALLOWED, "This address does not support the method.", uri);
                    case 406 ->
                        plain(ProblemType.NOT_ACCEPTABLE, "Request a media type that this address provides.", uri);
                    case 413 -> plain(ProblemType.CONTENT_TOO_LARGE, "Bodies may have up to 256 KiB.", uri);
                    case 415 -> unsupported(uri, request);
                    case 400 -> plain(ProblemType.MALFORMED_REQUEST, "The request could not be read.", uri);
                    default -> original.getStatus() < 500 ? original : unexpected(e, uri);
                };
        return original.getStatus() == Response.Status.METHOD_NOT_ALLOWED.getStatusCode()
                ? Response.fromResponse(response)
                        .header(HttpHeaders.ALLOW, addresses.methodsAt(uri.getPath()))
                        .build()
                : response;
    }

    /** Names the media types that are taken, in the header too (RFC 9110). */
    private Response unsupported(UriInfo uri, Request request) {
        List<String> taken = addresses.mediaTypesAt(request.getMethod(), uri.getPath());
        if (taken.isEmpty()) {
            return plain(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send no body, or one in JSON, to this address.", uri);
        }
        String types = String.join(", ", taken);
        Response problem =
                plain(ProblemType.UNSUPPORTED_MEDIA_TYPE, "This address takes bodies of the type " + types + ".", uri);
        return Response.fromResponse(problem).header(HttpHeaders.ACCEPT, types).build();
    }

    /** The caller hung up, or did not send what it announced. */
    @ServerExceptionMapper
    Response cutOff(IOException e, UriInfo uri) {
        return plain(ProblemType.MALFORMED_REQUEST, "The body ended early.", uri);
    }

    @ServerExceptionMapper
    Response unexpected(Throwable e, UriInfo uri) {
        return databaseFailures
                .problemFor(e)
                .map(problem -> problem(problem, uri))
                .orElseGet(() -> internal(e, uri));
    }

    private Response internal(Throwable e, UriInfo uri) {
        String id = RequestId.current();
        LOG.errorf(WithoutData.of(e), "Request failed, problem id %s", id);
        return response(ProblemType.INTERNAL, "The fault has been logged under this id.", uri, Map.of("id", id));
    }

    private Response plain(ProblemType type, String detail, UriInfo uri) {
        return response(type, detail, uri, Map.of());
    }

    private Response response(ProblemType type, String detail, UriInfo uri, Map<String, Object> members) {
        String instance = Problem.instance(uri.getRequestUri().getRawPath());
        // Not in the response, which would replace what the framework says about origins.
        connection.response().headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        return pages.arePreferred(connection.request().headers().getAll(HttpHeaders.ACCEPT))
                ? Problem.page(type, pages.page(type, detail, instance, members, RequestId.current()))
                : Problem.response(type, detail, instance, members);
    }
}
