package io.salesprocess.platform.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
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
    public void filterOpenAPI(OpenAPI document) {
        if (document.getPaths() == null || document.getPaths().getPathItems() == null) {
            return;
        }
        arrange(document);
        List<Endpoint> endpoints = Endpoints.of(document, index);
        Schemas schemas = new Schemas(document, index);
        schemas.tidy();
        endpoints.forEach(schemas::describePatch);
        Headers headers = new Headers(document);
        Responses responses = new Responses(document);
        Examples examples = new Examples();
        for (Endpoint endpoint : endpoints) {
            PathParameters.describe(endpoint);
            ParameterTypes.complete(endpoint);
            headers.addParameters(endpoint);
            responses.complete(endpoint);
            examples.attach(endpoint);
            headers.addToAnswers(endpoint, examples);
        }
        schemas.requireWhatAnswersAlwaysHave();
        schemas.dropUnused();
    }

    /** In the order of the tags, and within a resource as it is used: read, create, change, delete. */
    private static void arrange(OpenAPI document) {
        List<String> tags = document.getTags().stream().map(Tag::getName).toList();
        List<Map.Entry<String, PathItem>> items =
                new ArrayList<>(document.getPaths().getPathItems().entrySet());
        items.sort(Comparator.<Map.Entry<String, PathItem>>comparingInt(entry -> tags.indexOf(tagOf(entry.getValue())))
                .thenComparing(Map.Entry::getKey, Comparator.comparing(path -> path.replace('{', ' '))));
        Paths paths = OASFactory.createPaths();
        for (Map.Entry<String, PathItem> item : items) {
            Map<HttpMethod, Operation> operations =
                    new LinkedHashMap<>(item.getValue().getOperations());
            operations.keySet().forEach(method -> item.getValue().setOperation(method, null));
            METHODS.stream().filter(operations::containsKey).forEach(method -> item.getValue()
                    .setOperation(method, operations.get(method)));
            paths.addPathItem(item.getKey(), item.getValue());
        }
        document.setPaths(paths);
    }

    private static String tagOf(PathItem item) {
        return item.getOperations().values().iterator().next().getTags().get(0);
    }
}
