package io.salesprocess.platform.http;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The addresses of all resources, and the methods that each knows. */
@Singleton
public class ResourcePaths {

    private final List<Operation> operations = new ArrayList<>();

    ResourcePaths(BeanManager beans) {
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            Path base = bean.getBeanClass().getAnnotation(Path.class);
            if (base != null) {
                addOperations(base.value(), bean.getBeanClass());
            }
        }
        // Of two that fit a path the one with fewer names in it says more.
        operations.sort(
                Comparator.comparingInt(operation -> operation.template().split("\\{", -1).length));
    }

    private record Operation(String template, Pattern address, String method, Method code) {}

    /**
     * The methods at a path, such as {@code GET, PATCH}. A refusal of another must name them (RFC 9110), which the framework
     * leaves out.
     */
    public String methodsAt(String path) {
        TreeSet<String> methods = new TreeSet<>();
        for (Operation operation : operations) {
            if (operation.address().matcher(path).matches()) {
                methods.add(operation.method());
            }
        }
        if (methods.contains(HttpMethod.GET)) {
            methods.add(HttpMethod.HEAD);
        }
        methods.add(HttpMethod.OPTIONS);
        return String.join(", ", methods);
    }

    /** Whether any method is known at the path. */
    boolean isThere(String path) {
        return operations.stream()
                .anyMatch(operation -> operation.address().matcher(path).matches());
    }

    /** Whether the path is there for other methods, but not for this one. */
    public boolean knowsOthersThan(String method, String path) {
        List<Operation> there = operations.stream()
                .filter(operation -> operation.address().matcher(path).matches())
                .toList();
        return !there.isEmpty()
                && there.stream().noneMatch(operation -> operation.method().equals(method));
    }

    /** The Java method that carries out requests with a method at a path. */
    public Optional<Method> operationAt(String method, String path) {
        return operations.stream()
                .filter(operation -> operation.method().equals(method)
                        && operation.address().matcher(path).matches())
                .map(Operation::code)
                .findFirst();
    }

    /** The media types that a body may have, such as {@code application/json}; empty if there is none to send. */
    public List<String> mediaTypesAt(String method, String path) {
        return operationAt(method, path).map(ResourcePaths::mediaTypes).orElse(List.of());
    }

    private static List<String> mediaTypes(Method code) {
        Consumes own = code.getAnnotation(Consumes.class);
        Consumes consumes = own == null ? code.getDeclaringClass().getAnnotation(Consumes.class) : own;
        return consumes == null ? List.of() : List.of(consumes.value());
    }

    /** The address with names in braces that a path belongs to, such as {@code /v1/deals/{id}}. */
    Optional<String> templateOf(String path) {
        return operations.stream()
                .filter(operation -> operation.template().equals(path)
                        || operation.address().matcher(path).matches())
                .map(Operation::template)
                .findFirst();
    }

    private void addOperations(String base, Class<?> type) {
        for (Method method : type.getDeclaredMethods()) {
            for (Annotation annotation : method.getAnnotations()) {
                HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
                if (http != null) {
                    Path path = method.getAnnotation(Path.class);
                    String template = base + (path == null ? "" : path.value());
                    operations.add(new Operation(template, pattern(template), http.value(), method));
                }
            }
        }
    }

    private static Pattern pattern(String template) {
        return Pattern.compile(template.replaceAll("\\{[^}]+}", "[^/]+") + "/?");
    }
}
