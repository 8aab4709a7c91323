package io.salesprocess.platform.problem;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Which methods an address knows. A refusal of another must name them (RFC 9110), which the framework leaves out. */
@Singleton
class AllowedMethods {

    private final List<Operation> operations = new ArrayList<>();

    AllowedMethods(BeanManager beans) {
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            Path base = bean.getBeanClass().getAnnotation(Path.class);
            if (base != null) {
                addOperations(base.value(), bean.getBeanClass());
            }
        }
    }

    private record Operation(Pattern address, String method) {}

    /** The methods, such as {@code GET, PATCH}. */
    String at(String path) {
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

    /** Whether the address is there for other methods, but not for this one. */
    boolean knowsOthersThan(String method, String path) {
        List<Operation> there = operations.stream()
                .filter(operation -> operation.address().matcher(path).matches())
                .toList();
        return !there.isEmpty()
                && there.stream().noneMatch(operation -> operation.method().equals(method));
    }

    private void addOperations(String base, Class<?> type) {
        for (Method method : type.getDeclaredMethods()) {
            for (Annotation annotation : method.getAnnotations()) {
                HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
                if (http != null) {
                    Path path = method.getAnnotation(Path.class);
                    operations.add(new Operation(pattern(base + (path == null ? "" : path.value())), http.value()));
                }
            }
        }
    }

    private static Pattern pattern(String template) {
        return Pattern.compile(template.replaceAll("\\{[^}]+}", "[^/]+") + "/?");
    }
}
