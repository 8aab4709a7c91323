package io.salesprocess.document;

import io.salesprocess.paper.render.PaperLanguage;
import io.salesprocess.pipeline.domain.Papers.DocumentKind;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A document that a caller wants to be drafted. */
@Schema(name = "DocumentRequest", description = "Document to create.")
record DocumentRequest(
        @NotNull DocumentKind kind,

        @Schema(description = "Its language; that of the letterhead unless said otherwise.", nullable = true)
        PaperLanguage locale) {}
