package io.salesprocess.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.salesprocess.platform.api.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The guides as pages. */
@Path("/guide")
@Produces("text/html;charset=UTF-8")
public class GuidePages {

    private final Map<Guide, String> pages = new ConcurrentHashMap<>();

    @CheckedTemplate(basePath = "page", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record AllGuides(List<Guide> guides) implements TemplateInstance {}

    @CheckedTemplate(basePath = "page", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record OneGuide(Guide guide, String content, List<Guide> guides) implements TemplateInstance {}

    /** All guides. */
    @GET
    @Operation(hidden = true)
    public String allGuides() {
        return new AllGuides(List.of(Guide.values())).render();
    }

    /** One guide. An unknown one is not found. */
    @GET
    @Path("/{name}")
    @Operation(hidden = true)
    public String guide(@PathParam("name") String name) {
        Guide guide = Arrays.stream(Guide.values())
                .filter(candidate -> candidate.slug().equals(name))
                .findFirst()
                .orElseThrow(ProblemException::notFound);
        return pages.computeIfAbsent(guide, GuidePages::page);
    }

    private static String page(Guide guide) {
        return new OneGuide(guide, GuideText.html(guide), List.of(Guide.values())).render();
    }
}
