package io.salesprocess.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salesprocess.platform.problem.Problem;
import io.salesprocess.platform.problem.ProblemType;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * Gathers bodies before a thread is given to the request. A sender who is slow holds a connection then, and not one of the
 * threads that everybody else needs.
 */
@Singleton
class BodyBuffer {

    /** Ahead of the routes of the resources. */
    private static final int EARLY = -1_000;

    private final ObjectMapper mapper;

    BodyBuffer(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    void install(@Observes Router router) {
        BodyHandler gather = BodyHandler.create(false).setBodyLimit(BodyCheck.LARGEST);
        router.route("/v1/*")
                .order(EARLY)
                .handler(context -> {
                    if (isGathered(context.request())) {
                        gather.handle(context);
                        // The server holds requests back until somebody takes them; before, they would be lost.
                        context.request().resume();
                    } else {
                        context.next();
                    }
                })
                .failureHandler(this::refuse);
        router.errorHandler(400, this::refuse);
        router.errorHandler(413, this::refuse);
    }

    /** Over HTTP/2 the framework reads bodies itself: by the time we are asked, frames have arrived that we would miss. */
    private static boolean isGathered(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            return false;
        }
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || (length != null && !length.equals("0"));
    }

    private void refuse(RoutingContext context) {
        if (context.response().ended() || context.response().closed()) {
            // The sender has hung up: nobody is left to be told.
            return;
        }
        if (context.statusCode() != 400 && context.statusCode() != 413) {
            context.next();
            return;
        }
        boolean isTooLarge = context.statusCode() == ProblemType.CONTENT_TOO_LARGE.status();
        ProblemType type = isTooLarge ? ProblemType.CONTENT_TOO_LARGE : ProblemType.MALFORMED_REQUEST;
        String detail = isTooLarge
                ? "Bodies may have up to " + BodyCheck.LARGEST + " bytes."
                : "The request could not be read.";
        context.response()
                .setStatusCode(type.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE.toString())
                .end(write(Problem.body(type, detail, context.request().path(), Map.of())));
    }

    private String write(Map<String, Object> body) {
        try {
            return mapper.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem could not be written.", e);
        }
    }
}
