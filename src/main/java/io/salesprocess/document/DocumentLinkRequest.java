package io.salesprocess.document;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A link that a caller wants. */
@Schema(name = "DocumentLinkRequest", description = "Link to create.")
record DocumentLinkRequest(
        @Schema(
                description =
                        "From then on the link is no longer valid. In the future, and within a year. After 30 days unless said"
                                + " otherwise, or what `salesprocess.document-links.lifetime` says.",
                nullable = true)
        Instant expiresAt) {}
