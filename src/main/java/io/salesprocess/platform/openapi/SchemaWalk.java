package io.salesprocess.platform.openapi;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Goes through the schemas of a document, wherever they stand. */
final class SchemaWalk {

    private final Set<Schema> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Consumer<Schema> visitor;

    private SchemaWalk(Consumer<Schema> visitor) {
        this.visitor = visitor;
    }

    static void everywhere(OpenAPI document, Consumer<Schema> visitor) {
        SchemaWalk walk = new SchemaWalk(visitor);
        document.getComponents().getSchemas().values().forEach(walk::visit);
        inRequests(document).forEach(walk::visit);
        inAnswers(document).forEach(walk::visit);
    }

    /** The components that requests are made of. */
    static Set<String> usedInRequests(OpenAPI document) {
        return used(document, inRequests(document));
    }

    /** The components that answers are made of. */
    static Set<String> usedInAnswers(OpenAPI document) {
        return used(document, inAnswers(document));
    }

    /** The name of the component that a reference leads to. */
    static String name(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    private static Set<String> used(OpenAPI document, Stream<Schema> roots) {
        Map<String, Schema> components = document.getComponents().getSchemas();
        Set<String> names = new TreeSet<>();
        SchemaWalk[] walk = new SchemaWalk[1];
        walk[0] = new SchemaWalk(schema -> {
            if (schema.getRef() != null && names.add(name(schema.getRef()))) {
                walk[0].visit(components.get(name(schema.getRef())));
            }
        });
        roots.forEach(walk[0]::visit);
        return names;
    }

    private static Stream<Schema> inRequests(OpenAPI document) {
        return operations(document)
                .flatMap(operation -> Stream.concat(
                        Stream.ofNullable(operation.getParameters())
                                .flatMap(Collection::stream)
                                .map(Parameter::getSchema),
                        Stream.ofNullable(operation.getRequestBody()).flatMap(body -> schemas(body.getContent()))));
    }

    private static Stream<Schema> inAnswers(OpenAPI document) {
        Stream<APIResponse> own =
                operations(document).flatMap(operation -> operation.getResponses().getAPIResponses().values().stream());
        Stream<APIResponse> shared = Stream.ofNullable(document.getComponents().getResponses())
                .flatMap(responses -> responses.values().stream());
        return Stream.concat(own, shared).flatMap(response -> schemas(response.getContent()));
    }

    private static Stream<Schema> schemas(Content content) {
        return content == null
                ? Stream.empty()
                : content.getMediaTypes().values().stream().map(MediaType::getSchema);
    }

    private static Stream<Operation> operations(OpenAPI document) {
        return document.getPaths().getPathItems().values().stream()
                .flatMap(item -> item.getOperations().values().stream());
    }

    private void visit(Schema schema) {
        if (schema == null || !seen.add(schema)) {
            return;
        }
        visitor.accept(schema);
        visit(schema.getItems());
        visit(schema.getNot());
        visit(schema.getAdditionalPropertiesSchema());
        visitAll(schema.getAllOf());
        visitAll(schema.getAnyOf());
        visitAll(schema.getOneOf());
        if (schema.getProperties() != null) {
            visitAll(schema.getProperties().values());
        }
        if (schema.getPatternProperties() != null) {
            visitAll(schema.getPatternProperties().values());
        }
    }

    private void visitAll(Collection<Schema> schemas) {
        if (schemas != null) {
            schemas.forEach(this::visit);
        }
    }
}
