package io.salesprocess.insight.link;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What callers send to create links, and get back. */
final class InsightLinkBodies {

    private InsightLinkBodies() {}

    /** A link that a caller wants. */
    @Schema(name = "InsightLinkRequest", description = "Link to create.")
    record InsightLinkRequest(
            @Schema(
                    description = "The title of the page, by which people know the link, too.",
                    nullable = true,
                    examples = "Sales in 2026")
            @Size(min = 1, max = 200)
            String name,

            @Schema(nullable = true) @Valid InsightFilters filters,

            @Schema(
                    description =
                            "From then on the link is no longer valid. In the future, and within 366 days. After 30 days"
                                    + " unless said otherwise, or what `salesprocess.insight-links.lifetime` says.",
                    nullable = true)
            Instant expiresAt,

            @Schema(
                    description = "The web sites that may embed the page, as origins. Unless said, none may.",
                    nullable = true,
                    examples = "[\"https://intranet.example.com\"]")
            @Size(max = 20)
            List<
                            @NotNull
                            @Pattern(
                                    regexp = "https://[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:[0-9]{1,5})?",
                                    message = "must be an origin such as https://intranet.example.com, without a path")
                            String>
                    embedOn) {

        InsightLinkRequest {
            filters = filters == null ? InsightFilters.NONE : filters;
            embedOn = embedOn == null ? List.of() : embedOn.stream().distinct().toList();
        }
    }

    /** A link as callers see it. */
    @Schema(name = "InsightLink", description = "A link to a page of insights, which needs no key.")
    record InsightLinkResponse(
            UUID id,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(
                    description =
                            "The page. It is shown once, when the link is created; a retry does not show it again.",
                    examples = "http://localhost:8080/i/kY1nq0...")
            String url,

            @Schema(nullable = true, examples = "Sales in 2026")
            String name,

            InsightFilters filters,

            @Schema(examples = "[\"https://intranet.example.com\"]")
            List<String> embedOn,

            Instant createdAt,

            @Schema(description = "The id of the key or user that created it. The page shows what they may see.")
            String createdBy,

            @Schema(description = "From then on the link is no longer valid.")
            Instant expiresAt) {

        static InsightLinkResponse of(InsightLink link) {
            return of(link, null);
        }

        static InsightLinkResponse of(InsightLink link, String url) {
            return new InsightLinkResponse(
                    link.id(),
                    url,
                    link.name(),
                    link.filters(),
                    link.embedOn(),
                    link.createdAt(),
                    link.maker().id(),
                    link.expiresAt());
        }
    }
}
