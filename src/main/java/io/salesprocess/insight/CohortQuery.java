package io.salesprocess.insight;

import io.salesprocess.platform.id.Ids;
import io.salesprocess.platform.problem.FieldError;
import io.salesprocess.platform.problem.ProblemException;
import io.salesprocess.platform.time.Rfc3339;
import jakarta.ws.rs.QueryParam;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which deals a caller wants insights about. */
public class CohortQuery {

    @Parameter(
            description = "Only deals in this pipeline, in whichever version.",
            schema = @Schema(examples = "standard", maxLength = 100))
    @QueryParam("pipeline")
    String pipeline;

    @Parameter(description = "Only deals that this salesperson owns now.", schema = @Schema(format = "uuid"))
    @QueryParam("owner")
    String owner;

    @Parameter(description = "Only deals that are about this offering now.", schema = @Schema(format = "uuid"))
    @QueryParam("offering")
    String offering;

    @Parameter(
            description = "Only deals from this source.",
            schema = @Schema(examples = "landing-page", maxLength = 100))
    @QueryParam("source")
    String source;

    @Parameter(description = "Only deals opened at or after this time.", schema = @Schema(format = "date-time"))
    @QueryParam("from")
    String from;

    @Parameter(description = "Only deals opened before this time.", schema = @Schema(format = "date-time"))
    @QueryParam("to")
    String to;

    Cohort cohort() {
        return new Cohort(
                pipeline,
                parse("owner", owner, Ids::parse),
                parse("offering", offering, Ids::parse),
                source,
                parse("from", from, Rfc3339::parse),
                parse("to", to, Rfc3339::parse));
    }

    private static <T> T parse(String parameter, String text, Function<String, T> parser) {
        try {
            return text == null ? null : parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(FieldError.in(parameter, "does not have the form that is documented"));
        }
    }
}
