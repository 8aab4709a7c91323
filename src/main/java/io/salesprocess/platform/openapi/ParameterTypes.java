package io.salesprocess.platform.openapi;

import java.util.List;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Says that a parameter is text if nothing else is said: a schema with no type would allow anything. */
final class ParameterTypes {

    private ParameterTypes() {}

    static void complete(Endpoint endpoint) {
        endpoint.parameters().forEach(parameter -> {
            Schema schema = parameter.getSchema();
            if (schema != null && schema.getRef() == null && schema.getType() == null) {
                schema.setType(List.of(SchemaType.STRING));
            }
        });
    }
}
