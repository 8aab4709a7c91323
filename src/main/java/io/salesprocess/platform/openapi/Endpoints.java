package io.salesprocess.platform.openapi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/** Finds the resource methods behind the operations of the document. */
public final class Endpoints {

    private static final DotName OPERATION =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.Operation");

    private Endpoints() {}

    /** Every operation of the document; each must stand at a method. */
    public static List<Endpoint> of(OpenAPI document, IndexView index) {
        Map<String, MethodInfo> methods = new HashMap<>();
        index.getAnnotations(OPERATION).stream()
                .filter(found -> found.target().kind() == AnnotationTarget.Kind.METHOD)
                .forEach(found -> methods.put(
                        idOf(found.value("operationId"), found.target().asMethod()),
                        found.target().asMethod()));
        List<Endpoint> endpoints = new ArrayList<>();
        document.getPaths().getPathItems().forEach((path, item) -> item.getOperations()
                .forEach((http, operation) -> {
                    MethodInfo method = methods.get(operation.getOperationId());
                    if (method == null) {
                        throw new IllegalStateException(
                                http + " " + path + " has no @Operation, so nothing is known about it.");
                    }
                    endpoints.add(new Endpoint(path, http, operation, method));
                }));
        return endpoints;
    }

    private static String idOf(AnnotationValue id, MethodInfo method) {
        return id == null ? method.name() : id.asString();
    }
}
