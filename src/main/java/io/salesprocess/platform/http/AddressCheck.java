package io.salesprocess.platform.http;

import io.salesprocess.platform.problem.FieldError;
import io.salesprocess.platform.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks through the address of every request. A query parameter that the operation does not have is refused, because it is
 * mostly a misspelt filter, and one without a value, because a list that silently ignores a filter lies.
 */
@Provider
public class AddressCheck implements ContainerRequestFilter {

    private final ResourceInfo resource;
    private final Map<Method, Set<String>> declared = new ConcurrentHashMap<>();

    @Inject
    AddressCheck(ResourceInfo resource) {
        this.resource = resource;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        UriInfo uri = request.getUriInfo();
        if (Texts.objection(uri.getPath()).isPresent()) {
            throw ProblemException.notFound();
        }
        if (uri.getRequestUri().getRawQuery() == null) {
            return;
        }
        Set<String> known = declared.computeIfAbsent(resource.getResourceMethod(), AddressCheck::queryParameters);
        List<FieldError> errors = new ArrayList<>();
        uri.getQueryParameters().forEach((name, values) -> check(name, values, known, errors));
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    private static void check(String name, List<String> values, Set<String> known, List<FieldError> errors) {
        if (!known.contains(name)) {
            errors.add(FieldError.in(name, "is not a parameter of this operation"));
        } else if (values.size() > 1) {
            errors.add(FieldError.in(name, "must be given once"));
        } else if (values.get(0).isEmpty()) {
            // The framework would take it for absent.
            errors.add(FieldError.in(name, "must have a value"));
        } else {
            Texts.objection(values.get(0)).ifPresent(objection -> errors.add(FieldError.in(name, objection)));
        }
    }

    private static Set<String> queryParameters(Method method) {
        Set<String> names = new HashSet<>();
        for (Parameter parameter : method.getParameters()) {
            addName(parameter, names);
            if (parameter.isAnnotationPresent(BeanParam.class)) {
                for (Field field : parameter.getType().getDeclaredFields()) {
                    addName(field, names);
                }
            }
        }
        return names;
    }

    private static void addName(AnnotatedElement element, Set<String> names) {
        QueryParam annotation = element.getAnnotation(QueryParam.class);
        if (annotation != null) {
            names.add(annotation.value());
        }
    }
}
