package io.salesprocess.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salesprocess.platform.problem.Problem;
import io.salesprocess.platform.problem.ProblemType;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;

/** Answers with a problem where no resource has been asked yet. */
@Singleton
class ProblemWriter {

    private static final String SECONDS_TO_WAIT = "1";

    private final ObjectMapper mapper;

    ProblemWriter(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    void answer(HttpServerRequest request, ProblemType type, String detail) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            // The sender has hung up: nobody is left to be told.
            return;
        }
        if (type == ProblemType.UNAVAILABLE) {
            response.putHeader(HttpHeaders.RETRY_AFTER, SECONDS_TO_WAIT);
        }
        response.setStatusCode(type.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE.toString())
                .end(write(Problem.body(
                        type, detail, request.path() == null ? "" : Problem.instance(request.path()), Map.of())));
    }

    private String write(Map<String, Object> body) {
        try {
            return mapper.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem could not be written.", e);
        }
    }
}
