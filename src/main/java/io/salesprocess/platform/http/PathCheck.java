package io.salesprocess.platform.http;

import io.salesprocess.platform.api.Faults;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.QueryFamily;
import io.salesprocess.platform.api.Texts;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/**
 * Looks through the address of every request. A query parameter that the operation does not have is refused, because it is
 * mostly a misspelt filter, and one without a value, because a list that silently ignores a filter lies. One that is deprecated
 * works, and the response says so ({@code Deprecation}, RFC 9745).
 */
@Provider
public class PathCheck implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String DEPRECATION = "Deprecation";
    private static final String API = "/v1/";

    private final ResourceInfo resource;
    private final Map<Method, Declarations> declared = new ConcurrentHashMap<>();

    /**
     * A parameter as it is documented.
     *
     * @param longest how many characters it may have
     * @param deprecated since when, as the header says it; null if it is not
     */
    private record Declared(int longest, String deprecated) {}

    /** What an operation declares: parameters by their names, and families of them by how their names begin. */
    private record Declarations(Map<String, Declared> byName, Map<String, Declared> byPrefix) {

        /** The parameter of this name, or null. */
        Declared find(String name) {
            return byName.containsKey(name)
                    ? byName.get(name)
                    : byPrefix.entrySet().stream()
                            .filter(family -> name.startsWith(family.getKey()))
                            .map(Map.Entry::getValue)
                            .findFirst()
                            .orElse(null);
        }
    }

    @Inject
    PathCheck(ResourceInfo resource) {
        this.resource = resource;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        UriInfo uri = request.getUriInfo();
        if (Texts.objection(uri.getPath()).isPresent()) {
            throw ProblemException.notFound();
        }
        String query = uri.getRequestUri().getRawQuery();
        if (query == null) {
            return;
        }
        if (!uri.getPath().startsWith(API)) {
            // Links to pages get parameters on their way: newsletters and networks add theirs.
            return;
        }
        Faults illFormed = new Faults();
        QueryText.illFormed(query).forEach(name -> illFormed.add(FieldError.in(name, "must be percent-encoded UTF-8")));
        illFormed.throwIfAny();
        Declarations known = declared.computeIfAbsent(resource.getResourceMethod(), PathCheck::queryParameters);
        Faults errors = new Faults();
        uri.getQueryParameters().forEach((name, values) -> check(name, values, known.find(name), errors));
        errors.throwIfAny();
        uri.getQueryParameters().keySet().stream()
                .map(name -> known.find(name).deprecated())
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .ifPresent(since -> request.setProperty(DEPRECATION, since));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        Object since = request.getProperty(DEPRECATION);
        if (since != null) {
            response.getHeaders().putSingle(DEPRECATION, since);
        }
    }

    private static void check(String name, List<String> values, Declared declared, Faults errors) {
        if (declared == null) {
            errors.add(FieldError.in(name, "is not a parameter of this operation"));
        } else if (values.size() > 1) {
            errors.add(FieldError.in(name, "must be given once"));
        } else if (values.get(0).isEmpty()) {
            // The framework would take it for absent.
            errors.add(FieldError.in(name, "must have a value"));
        } else if (Texts.length(values.get(0)) > declared.longest()) {
            errors.add(FieldError.in(name, "must have at most " + declared.longest() + " characters"));
        } else {
            Texts.objection(values.get(0)).ifPresent(objection -> errors.add(FieldError.in(name, objection)));
        }
    }

    private static Declarations queryParameters(Method method) {
        Declarations declarations = new Declarations(new HashMap<>(), new HashMap<>());
        for (java.lang.reflect.Parameter parameter : method.getParameters()) {
            addName(parameter, declarations.byName());
            addFamily(parameter, declarations.byPrefix());
            if (parameter.isAnnotationPresent(BeanParam.class)) {
                for (Field field : parameter.getType().getDeclaredFields()) {
                    addName(field, declarations.byName());
                }
            }
        }
        return declarations;
    }

    private static void addFamily(AnnotatedElement element, Map<String, Declared> prefixes) {
        QueryFamily family = element.getAnnotation(QueryFamily.class);
        if (family != null) {
            prefixes.put(
                    family.prefix(), new Declared(family.longest(), since(element.getAnnotation(Deprecated.class))));
        }
    }

    private static void addName(AnnotatedElement element, Map<String, Declared> names) {
        QueryParam annotation = element.getAnnotation(QueryParam.class);
        if (annotation != null) {
            Parameter documented = element.getAnnotation(Parameter.class);
            int longest = documented == null ? 0 : documented.schema().maxLength();
            names.put(
                    annotation.value(),
                    new Declared(
                            longest == 0 ? Integer.MAX_VALUE : longest,
                            since(element.getAnnotation(Deprecated.class))));
        }
    }

    private static String since(Deprecated deprecated) {
        return deprecated == null
                ? null
                : "@" + LocalDate.parse(deprecated.since()).toEpochSecond(LocalTime.MIN, ZoneOffset.UTC);
    }
}
