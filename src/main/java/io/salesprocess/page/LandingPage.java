package io.salesprocess.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The page at the root of the service: what this is, and where to go from here. */
@Path("/")
@Produces("text/html;charset=UTF-8")
public class LandingPage {

    private final String version;
    private final String address;

    LandingPage(
            @ConfigProperty(name = "quarkus.application.version") String version,
            @ConfigProperty(name = "salesprocess.public-url") String address) {
        this.version = version;
        this.address = address.replaceFirst("/+$", "");
    }

    @CheckedTemplate(basePath = "page", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Landing(String version, String address, List<Guide> guides) implements TemplateInstance {}

    /** The page. */
    @GET
    @Operation(hidden = true)
    public String landing() {
        return new Landing(version, address, List.of(Guide.values())).render();
    }
}
