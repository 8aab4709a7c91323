package io.salesprocess.platform.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The pages that explain the types of problems to people. */
@Path("/problems")
@Produces(ReadableProblems.MEDIA_TYPE)
public class ProblemPages {

    private final DocumentedProblems documented;

    ProblemPages(DocumentedProblems documented) {
        this.documented = documented;
    }

    @CheckedTemplate(basePath = "problem", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record AllTypes(List<ProblemType> types) implements TemplateInstance {}

    @CheckedTemplate(basePath = "problem", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record OneType(
            ProblemType type,
            String example,
            List<DocumentedProblems.Group> groups,
            int answering,
            int operations,
            boolean hasRules)
            implements TemplateInstance {}

    /** All types on one page. */
    @GET
    @Operation(hidden = true)
    public String all() {
        return new AllTypes(List.of(ProblemType.values())).render();
    }

    /** One type: what it means, what to do, an example, and the operations that respond with it. An unknown one is not found. */
    @GET
    @Path("/{slug}")
    @Operation(hidden = true)
    public String one(@PathParam("slug") String slug) {
        ProblemType type = Arrays.stream(ProblemType.values())
                .filter(candidate -> candidate.slug().equals(slug))
                .findFirst()
                .orElseThrow(ProblemException::notFound);
        List<DocumentedProblems.Group> groups = documented.operations(type);
        return new OneType(
                        type,
                        documented.example(type),
                        groups,
                        groups.stream()
                                .mapToInt(group -> group.operations().size())
                                .sum(),
                        documented.count(),
                        type == ProblemType.RULE_VIOLATED)
                .render();
    }
}
