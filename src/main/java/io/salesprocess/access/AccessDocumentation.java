package io.salesprocess.access;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.openapi.Endpoint;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

/** Says in the document what every operation needs, and who has it. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class AccessDocumentation implements OASFilter {

    /** Where programs find the permission of an operation. */
    static final String PERMISSION = "x-permission";

    private static final DotName NEEDS = DotName.createSimple(Needs.class);
    private static final DotName ANY_CALLER = DotName.createSimple(AnyCaller.class);
    private static final DotName OPEN = DotName.createSimple(Open.class);

    private final IndexView index;

    public AccessDocumentation(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Endpoint.all(document, index).forEach(AccessDocumentation::describe);
    }

    private static void describe(Endpoint endpoint) {
        Operation operation = endpoint.operation();
        AnnotationInstance needs = endpoint.method().declaredAnnotation(NEEDS);
        if (needs != null) {
            Permission permission = Permission.valueOf(needs.value().asEnum());
            operation.addExtension(PERMISSION, permission.slug());
            operation.setDescription(operation.getDescription() + "\n\nNeeds `" + permission.slug() + "`, which "
                    + holders(permission) + ".");
        } else if (endpoint.method().hasDeclaredAnnotation(ANY_CALLER)) {
            operation.setDescription(operation.getDescription() + "\n\nNeeds credentials, whatever their roles.");
        } else if (endpoint.method().hasDeclaredAnnotation(OPEN)) {
            operation.setSecurity(List.of());
            operation.setDescription(operation.getDescription() + "\n\nNeeds no credentials.");
        }
    }

    private static String holders(Permission permission) {
        List<String> roles = Arrays.stream(Role.values())
                .filter(role -> role.reach(permission) != null)
                .map(role -> "`" + HyphenatedEnums.nameOf(role) + "`"
                        + role.reach(permission).inWords())
                .toList();
        return (roles.size() == 1 ? "the role " : "the roles ")
                + roles.stream().collect(Collectors.joining(", "))
                + (roles.size() == 1 ? " has" : " have");
    }
}
