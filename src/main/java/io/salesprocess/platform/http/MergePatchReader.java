package io.salesprocess.platform.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.MergePatch;
import io.salesprocess.platform.api.ProblemException;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Reads merge patches, under both media types that they may come with. */
@Provider
@Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
public class MergePatchReader implements MessageBodyReader<MergePatch> {

    private final ObjectMapper mapper;
    private final BodyCheck check;

    @Inject
    MergePatchReader(ObjectMapper mapper, BodyCheck check) {
        this.mapper = mapper;
        this.check = check;
    }

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == MergePatch.class;
    }

    @Override
    public MergePatch readFrom(
            Class<MergePatch> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        if (mapper.readTree(check.json(body, true)) instanceof ObjectNode changes) {
            return new MergePatch(changes);
        }
        throw ProblemException.invalid(FieldError.at("", "must be an object"));
    }
}
