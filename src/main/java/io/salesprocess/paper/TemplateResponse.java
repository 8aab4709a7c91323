package io.salesprocess.paper;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.salesprocess.paper.render.PaperLanguage;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A template as callers see it.
 *
 * @param text null in lists
 */
@Schema(
        name = "Template",
        description =
                "The text that documents of a kind are made from. A version never changes. Lists leave out `text`.")
record TemplateResponse(
        UUID id,
        PaperKind kind,

        @Schema(
                description = "The key of the pipeline whose deals it is for; null for every pipeline without its own.",
                nullable = true,
                examples = "standard")
        String pipeline,

        PaperLanguage locale,
        @Schema(examples = "2") int version,

        @Schema(description = "Whether it came with the service.")
        boolean shipped,

        Instant createdAt,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(examples = "<h1>Welcome, {prospect.name}</h1>")
        String text) {

    TemplateResponse withoutText() {
        return new TemplateResponse(id, kind, pipeline, locale, version, shipped, createdAt, null);
    }

    TemplateRef ref() {
        return new TemplateRef(id, version);
    }
}
