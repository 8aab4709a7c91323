package io.salesprocess.evidence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "message")
class MessageEntity {

    @Id
    UUID id;

    @Column(name = "deal_id")
    UUID dealId;

    @Column(name = "link_id")
    UUID linkId;

    /** Tells a message that a page sent twice; null from anywhere else. */
    @Column(name = "sent_as")
    String sentAs;

    String text;

    @Column(name = "left_at")
    Instant leftAt;

    String outcome;

    @Column(name = "followed_up_at")
    Instant followedUpAt;
}
