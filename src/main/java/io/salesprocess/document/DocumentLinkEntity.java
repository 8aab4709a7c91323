package io.salesprocess.document;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A link by which the client reads a document, and signs a contract. */
@Entity
@Table(name = "document_link")
class DocumentLinkEntity {

    @Id
    UUID id;

    @Column(name = "deal_id")
    UUID dealId;

    @Column(name = "document_id")
    UUID documentId;

    /** Null once it is revoked; history goes on to name the link. */
    @Column(name = "token_hash")
    byte[] tokenHash;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "expires_at")
    Instant expiresAt;
}
