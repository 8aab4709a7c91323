package io.salesprocess.paper;

import io.salesprocess.paper.render.PaperLanguage;
import io.salesprocess.paper.render.TemplateText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A template to publish or to look at. */
@Schema(
        name = "TemplateRequest",
        description =
                "Template to publish. If there is one for the kind, pipeline and locale, this becomes its next version.")
record TemplateRequest(
        @NotNull PaperKind kind,

        @Schema(
                description = "The key of the pipeline whose deals it is for; null for every pipeline without its own.",
                nullable = true,
                examples = "standard")
        @Size(max = 63)
        String pipeline,

        @NotNull PaperLanguage locale,

        @Schema(
                description = "HTML that is well-formed XML, with the fields of the document in braces.",
                examples = "<h1>Welcome</h1>\n<p>Dear {prospect.name},</p>")
        @NotBlank
        @Size(max = TemplateText.LONGEST)
        String text) {}
