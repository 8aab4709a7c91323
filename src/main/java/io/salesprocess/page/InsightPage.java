package io.salesprocess.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.salesprocess.access.Open;
import io.salesprocess.insight.InsightBoard;
import io.salesprocess.insight.chart.Chart;
import io.salesprocess.insight.chart.Figures;
import io.salesprocess.insight.chart.Table;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * The page behind a link to insights: key figures, charts and their tables. Everyone who has the link may look at it, as it cannot be
 * guessed. It works without a script, and is two pages of A4 on paper.
 */
@Path("/i/{token}")
@Blocking
public class InsightPage {

    /** How wide pictures are for phones and paper, and for large screens. */
    private static final int NARROW = 340;

    private static final int WIDE = 560;

    private final InsightBoard board;
    private final HttpHeaders headers;

    InsightPage(InsightBoard board, HttpHeaders headers) {
        this.board = board;
        this.headers = headers;
    }

    /** A chart as the page shows it. */
    record Shown(String id, String title, String sentence, String narrow, String wide, Table table) {

        static Shown of(int number, Chart chart) {
            String id = "chart-" + number;
            return new Shown(
                    id,
                    chart.title(),
                    chart.sentence(),
                    chart.inPage(NARROW, id + "-narrow"),
                    chart.inPage(WIDE, id + "-wide"),
                    chart.table());
        }
    }

    @CheckedTemplate(basePath = "page", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record InsightsOfLink(InsightBoard.Board board, String asOf, String expiresAt, List<Shown> charts, String rules)
            implements TemplateInstance {}

    /** The page; a link that is unknown, expired or revoked leads to one that says so. */
    @GET
    @Open
    @Operation(hidden = true)
    public Response show(@PathParam("token") String token) {
        InsightBoard.Board shown;
        try {
            shown = board.open(token);
        } catch (ProblemException e) {
            if (e.type() != ProblemType.NOT_FOUND) {
                throw e;
            }
            return VisitorPage.missing(PageTexts.language(null, headers.getAcceptableLanguages()));
        }
        List<Shown> charts = IntStream.range(0, shown.charts().size())
                .mapToObj(i -> Shown.of(i + 1, shown.charts().get(i)))
                .toList();
        InsightsOfLink page = new InsightsOfLink(
                shown,
                shown.isCatchingUp() ? null : Figures.time(shown.asOf()),
                Figures.time(shown.expiresAt()),
                charts,
                InsightStyle.RULES);
        Response.Status status = shown.isCatchingUp() ? Response.Status.SERVICE_UNAVAILABLE : Response.Status.OK;
        Response response = VisitorPage.of(status.getStatusCode(), page.render(), InsightStyle.RULES, shown.embedOn());
        return shown.isCatchingUp()
                ? Response.fromResponse(response)
                        .header(HttpHeaders.RETRY_AFTER, 5)
                        .build()
                : response;
    }
}
