package io.salesprocess.platform.api;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The pages that explain the types of problems to people. */
@Path("/problems")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
public class ProblemPages {

    /** All types on one page. */
    @GET
    @Operation(hidden = true)
    public String all() {
        StringBuilder rows = new StringBuilder();
        for (ProblemType type : ProblemType.values()) {
            rows.append("<tr><td>%d</td><td><a href=\"%s\">%s</a></td><td>%s</td></tr>"
                    .formatted(type.status(), type.address(), type.slug(), type.title()));
        }
        return page("Problems", "<table><tr><th>Status</th><th>Type</th><th>Meaning</th></tr>" + rows + "</table>");
    }

    /** One type: what it means and what to do. An unknown one is not found. */
    @GET
    @Path("/{slug}")
    @Operation(hidden = true)
    public String one(@PathParam("slug") String slug) {
        ProblemType type = Arrays.stream(ProblemType.values())
                .filter(candidate -> candidate.slug().equals(slug))
                .findFirst()
                .orElseThrow(ProblemException::notFound);
        String explanation = type.explanation().replaceAll("`([^`]+)`", "<code>$1</code>");
        return page(
                type.title(),
                "<p><code>%s</code>, status %d</p><p>%s</p><p><a href=\"/problems\">All problems</a></p>"
                        .formatted(type.slug(), type.status(), explanation));
    }

    private static String page(String title, String content) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%1$s</title>
                <style>
                body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1rem; color: #1d2733; }
                code { background: #eef1f4; padding: .1rem .3rem; border-radius: .2rem; }
                td, th { text-align: left; padding: .25rem 1rem .25rem 0; vertical-align: top; }
                </style>
                </head>
                <body><h1>%1$s</h1>%2$s</body>
                </html>
                """.formatted(title, content);
    }
}
