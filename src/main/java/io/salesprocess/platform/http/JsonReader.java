package io.salesprocess.platform.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.resteasy.reactive.jackson.runtime.serialisers.ServerJacksonMessageBodyReader;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/** Reads JSON that has been checked. */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class JsonReader extends ServerJacksonMessageBodyReader {

    private final BodyCheck check;

    /** Annotations of parameters are parsed each time they are asked for. */
    private final Map<Method, Boolean> required = new ConcurrentHashMap<>();

    @Inject
    JsonReader(Instance<ObjectMapper> mapper, BodyCheck check) {
        super(mapper);
        this.check = check;
    }

    @Override
    public Object readFrom(Class<Object> type, Type generic, MediaType mediaType, ServerRequestContext request)
            throws IOException {
        Method operation = request.getResteasyReactiveResourceInfo().getMethod();
        byte[] body = check.json(request.getInputStream(), required.computeIfAbsent(operation, JsonReader::needsBody));
        return super.readFrom(type, generic, null, mediaType, null, new ByteArrayInputStream(body));
    }

    private static boolean needsBody(Method operation) {
        return Arrays.stream(operation.getParameters()).anyMatch(body -> body.isAnnotationPresent(NotNull.class));
    }
}
