package io.salesprocess.platform.openapi;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;

/** An operation of the document together with the resource method that carries it out. */
public record Endpoint(String path, HttpMethod http, Operation operation, MethodInfo method) {

    private static final DotName OPEN = DotName.createSimple("io.salesprocess.access.Open");

    boolean isPost() {
        return http == HttpMethod.POST;
    }

    boolean isRead() {
        return http == HttpMethod.GET;
    }

    boolean hasBody() {
        return operation.getRequestBody() != null;
    }

    boolean hasPathParameters() {
        return path.contains("{");
    }

    /** Whether the operation needs no credentials. By name, because the platform knows no feature. */
    boolean isOpen() {
        return has(OPEN);
    }

    boolean has(DotName annotation) {
        return method.hasDeclaredAnnotation(annotation);
    }

    /** What an annotation of the method lists as its value; empty without the annotation. */
    List<String> listed(DotName annotation) {
        AnnotationInstance found = method.declaredAnnotation(annotation);
        return found == null ? List.of() : List.of(found.value().asEnumArray());
    }

    /** The annotation, if one of the method's parameters carries it. */
    Optional<AnnotationInstance> onParameter(DotName annotation) {
        return method.annotations(annotation).stream().findFirst();
    }

    boolean returns(DotName type) {
        return method.returnType().name().equals(type);
    }

    List<Parameter> parameters() {
        return operation.getParameters() == null ? List.of() : operation.getParameters();
    }
}
