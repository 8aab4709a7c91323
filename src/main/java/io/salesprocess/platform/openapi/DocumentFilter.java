package io.salesprocess.platform.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.tags.Tag;
import org.jboss.jandex.IndexView;

/**
 * Completes the generated document, once, while the service is built: everything that holds for many operations is said
 * here, so that a resource says no more than what is special about it.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class DocumentFilter implements OASFilter {

    private static final List<HttpMethod> METHODS =
            List.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    private final IndexView index;

    public DocumentFilter(IndexView index) {
        this.index = index;
    }

    @Override
    public Schema filterSchema(Schema schema) {
        return Schemas.asOnTheWire(schema);
    }

    /** A parameter is text if nothing else is said: a schema with no type would allow anything. */
    @Override
    public Parameter filterParameter(Parameter parameter) {
        Schema schema = parameter.getSchema();
        if (schema != null && schema.getRef() == null && schema.getType() == null) {
            schema.setType(List.of(SchemaType.STRING));
        }
        return parameter;
    }

    /** Called after the others. */
    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getPaths() == null || document.getPaths().getPathItems() == null) {
            return;
        }
        arrange(document);
        List<Endpoint> endpoints = Endpoint.all(document, index);
        Schemas schemas = new Schemas(document, index);
        schemas.rename();
        Responses responses = new Responses(document.getComponents());
        Examples examples = new Examples();
        for (Endpoint endpoint : endpoints) {
            schemas.describePatch(endpoint);
            schemas.describeEncoded(endpoint);
            schemas.describeOptional(endpoint);
            Parameters.complete(endpoint);
            responses.addProblems(endpoint);
            examples.attach(endpoint);
            responses.describeSuccess(endpoint, examples);
        }
        schemas.requireWhatAnswersAlwaysHave();
        schemas.dropUnused();
    }

    /** In the order of the tags, and within a resource as it is used: read, create, change, delete. */
    private static void arrange(OpenAPI document) {
        List<String> tags = document.getTags().stream().map(Tag::getName).toList();
        Paths paths = OASFactory.createPaths();
        document.getPaths().getPathItems().entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, PathItem>>comparingInt(
                                entry -> tags.indexOf(tagOf(entry.getValue())))
                        .thenComparing(Map.Entry::getKey, Comparator.comparing(path -> path.replace('{', ' '))))
                .forEach(entry -> paths.addPathItem(entry.getKey(), arranged(entry.getValue())));
        document.setPaths(paths);
    }

    private static PathItem arranged(PathItem item) {
        Map<HttpMethod, Operation> operations = new LinkedHashMap<>(item.getOperations());
        operations.keySet().forEach(method -> item.setOperation(method, null));
        METHODS.stream()
                .filter(operations::containsKey)
                .forEach(method -> item.setOperation(method, operations.get(method)));
        return item;
    }

    private static String tagOf(PathItem item) {
        return item.getOperations().values().iterator().next().getTags().get(0);
    }
}
