package io.salesprocess.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A link by which the client reads and signs a document. */
@Schema(
        name = "DocumentLink",
        description = "A link by which the client reads a document and signs a contract, with no key of its own.")
record DocumentLinkResponse(
        @Schema(description = "The link's id: the `actor` of what is signed with it.")
        UUID id,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
                description = "The page that shows the document. It is shown once; a retry does not show it again.",
                examples = "http://localhost:8080/d/kY1nq0...")
        String url,

        Instant createdAt,

        @Schema(description = "From then on the link is no longer valid.")
        Instant expiresAt) {

    static DocumentLinkResponse of(DocumentLinkEntity link, String url) {
        return new DocumentLinkResponse(link.id, url, link.createdAt, link.expiresAt);
    }

    DocumentLinkResponse withoutSecret() {
        return new DocumentLinkResponse(id, null, createdAt, expiresAt);
    }
}
