package io.salesprocess.event;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Adds to the OpenAPI document what other systems are sent: a webhook for each type of events. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class EventWebhooks implements OASFilter {

    private static final String ENVELOPE = "CloudEvent";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getPaths() != null) {
            EventCatalogue.all().forEach(type -> document.addWebhook(type.name(), webhook(type)));
        }
    }

    private static PathItem webhook(EventCatalogue.EventType type) {
        Schema facts = OASFactory.createSchema()
                .addProperty(
                        "data",
                        OASFactory.createSchema()
                                .addProperty("type", constant(type.nameInHistory()))
                                .addProperty("data", schema(type.facts())))
                .addProperty("type", constant(type.name()));
        Schema event = OASFactory.createSchema()
                .allOf(List.of(OASFactory.createSchema().ref(ENVELOPE), facts));
        return OASFactory.createPathItem()
                .POST(OASFactory.createOperation()
                        .summary(type.nameInHistory())
                        .description(type.meaning())
                        .operationId("on." + type.nameInHistory())
                        .addTag("Events")
                        .requestBody(OASFactory.createRequestBody()
                                .required(true)
                                .content(OASFactory.createContent()
                                        .addMediaType(
                                                "application/json",
                                                OASFactory.createMediaType().schema(event))))
                        .responses(OASFactory.createAPIResponses()
                                .addAPIResponse(
                                        "2XX",
                                        OASFactory.createAPIResponse()
                                                .description("Received; it is not sent again."))));
    }

    private static Schema constant(String value) {
        return OASFactory.createSchema().type(List.of(SchemaType.STRING)).constValue(value);
    }

    @SuppressWarnings("unchecked")
    private static Schema schema(Map<String, Object> json) {
        Schema schema = OASFactory.createSchema();
        Object type = json.get("type");
        schema.setType((type instanceof List<?> types ? types.stream() : Stream.of(type))
                .map(name -> SchemaType.valueOf(name.toString().toUpperCase(Locale.ROOT)))
                .toList());
        schema.setFormat((String) json.get("format"));
        schema.setEnumeration((List<Object>) json.get("enum"));
        schema.setRequired((List<String>) json.get("required"));
        if (json.get("properties") != null) {
            ((Map<String, Map<String, Object>>) json.get("properties"))
                    .forEach((name, property) -> schema.addProperty(name, schema(property)));
        }
        if (json.get("items") != null) {
            schema.setItems(schema((Map<String, Object>) json.get("items")));
        }
        if (json.get("additionalProperties") != null) {
            schema.setAdditionalPropertiesSchema(schema((Map<String, Object>) json.get("additionalProperties")));
        }
        return schema;
    }
}
