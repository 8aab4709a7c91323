package io.salesprocess.evidence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "message_link")
class MessageLinkEntity {

    @Id
    UUID id;

    @Column(name = "deal_id")
    UUID dealId;

    @Column(name = "token_hash")
    byte[] tokenHash;

    @Column(name = "created_at")
    Instant createdAt;

    /** Null for links of earlier versions, which do not expire. */
    @Column(name = "expires_at")
    Instant expiresAt;
}
