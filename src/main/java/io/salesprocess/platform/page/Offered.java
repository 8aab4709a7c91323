package io.salesprocess.platform.page;

import io.quarkus.qute.TemplateGlobal;
import org.eclipse.microprofile.config.ConfigProvider;

/** What operators can switch off, so that no page links to it then. */
final class Offered {

    private static final String SWAGGER_UI = "quarkus.swagger-ui.enabled";

    private Offered() {}

    @TemplateGlobal
    static boolean hasSwaggerUi() {
        return ConfigProvider.getConfig()
                .getOptionalValue(SWAGGER_UI, Boolean.class)
                .orElse(true);
    }
}
