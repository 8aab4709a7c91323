package io.salesprocess.platform.openapi;

import io.salesprocess.platform.api.Paged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/**
 * An operation of the document together with the resource method that carries it out.
 *
 * @param returnsPage whether it answers with a page of a list, which the header {@code Link} leads on from
 */
public record Endpoint(String path, HttpMethod http, Operation operation, MethodInfo method, boolean returnsPage) {

    private static final DotName OPERATION =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.Operation");
    private static final DotName OPEN = DotName.createSimple("io.salesprocess.access.Open");
    private static final DotName PAGED = DotName.createSimple(Paged.class);
    private static final DotName PROBLEMS = DotName.createSimple(Problems.class);

    /** Every operation of the document; each must stand at a method. */
    public static List<Endpoint> all(OpenAPI document, IndexView index) {
        Map<String, MethodInfo> methods = new HashMap<>();
        index.getAnnotations(OPERATION).stream()
                .filter(found -> found.target().kind() == AnnotationTarget.Kind.METHOD)
                .forEach(found -> methods.put(idOf(found), found.target().asMethod()));
        List<Endpoint> endpoints = new ArrayList<>();
        document.getPaths().getPathItems().forEach((path, item) -> item.getOperations()
                .forEach((http, operation) -> {
                    MethodInfo method = methods.get(operation.getOperationId());
                    if (method == null) {
                        throw new IllegalStateException(http + " " + path + " has no @Operation.");
                    }
                    endpoints.add(new Endpoint(path, http, operation, method, isPage(method, index)));
                }));
        return endpoints;
    }

    private static boolean isPage(MethodInfo method, IndexView index) {
        ClassInfo type = index.getClassByName(method.returnType().name());
        return type != null && type.interfaceNames().contains(PAGED);
    }

    private static String idOf(AnnotationInstance operation) {
        return operation.value("operationId") == null
                ? operation.target().asMethod().name()
                : operation.value("operationId").asString();
    }

    boolean isPost() {
        return http == HttpMethod.POST;
    }

    boolean isRead() {
        return http == HttpMethod.GET;
    }

    /** A deletion has nothing to show, so it does not matter what the caller accepts. */
    boolean answersWithBody() {
        return http != HttpMethod.DELETE;
    }

    boolean hasBody() {
        return operation.getRequestBody() != null;
    }

    boolean hasPathParameters() {
        return path.contains("{");
    }

    /** Whether the operation needs no credentials. By name, because the platform knows no feature. */
    boolean isOpen() {
        return method.hasDeclaredAnnotation(OPEN);
    }

    /** Reads that answer with a response of their own making do so for its entity tag. */
    boolean hasEntityTag() {
        return isRead() && returns("Response");
    }

    private boolean returns(String type) {
        return method.returnType().name().withoutPackagePrefix().equals(type);
    }

    /** Whether one of its parameters is deprecated. */
    boolean hasDeprecatedParameter() {
        return parameters().stream().anyMatch(parameter -> Boolean.TRUE.equals(parameter.getDeprecated()));
    }

    /** The names of the problem types that the method declares. */
    List<String> problems() {
        AnnotationInstance found = method.declaredAnnotation(PROBLEMS);
        return found == null ? List.of() : List.of(found.value().asEnumArray());
    }

    /** The annotation, if one of the method's parameters carries it. */
    Optional<AnnotationInstance> onParameter(DotName annotation) {
        return method.annotations(annotation).stream().findFirst();
    }

    List<Parameter> parameters() {
        return operation.getParameters() == null ? List.of() : operation.getParameters();
    }
}
