package io.salesprocess.platform.api;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.constraints.AssertTrue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Violations of Bean Validation as field errors. */
public final class Violations {

    private Violations() {}

    /** An error for each of the first violations, ordered by place. How many there can be is bounded by {@link FirstElements}. */
    public static List<FieldError> errors(Collection<? extends ConstraintViolation<?>> violations) {
        return violations.stream()
                .map(Violations::error)
                .sorted(Comparator.comparing(FieldError::toString))
                .toList();
    }

    private static FieldError error(ConstraintViolation<?> violation) {
        List<String> steps = new ArrayList<>();
        String parameter = null;
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.PARAMETER) {
                parameter = node.getName();
            } else if (node.getKind() == ElementKind.PROPERTY || node.getKind() == ElementKind.CONTAINER_ELEMENT) {
                addContainerPosition(steps, node);
                if (node.getKind() == ElementKind.PROPERTY) {
                    steps.add(node.getName());
                }
            }
        }
        boolean isAboutTheWhole = violation.getConstraintDescriptor().getAnnotation() instanceof AssertTrue;
        if (isAboutTheWhole) {
            steps.remove(steps.size() - 1);
        }
        boolean isQuery = steps.isEmpty() && parameter != null && !parameter.equals("body");
        return isQuery
                ? FieldError.in(parameter, violation.getMessage())
                : FieldError.at(pointer(steps), violation.getMessage());
    }

    private static void addContainerPosition(List<String> steps, Path.Node node) {
        if (node.getIndex() != null) {
            steps.add(node.getIndex().toString());
        } else if (node.getKey() != null) {
            steps.add(node.getKey().toString());
        }
    }

    private static String pointer(List<String> steps) {
        return steps.stream().map(FieldError::step).collect(Collectors.joining());
    }
}
