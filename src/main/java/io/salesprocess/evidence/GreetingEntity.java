package io.salesprocess.evidence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "greeting")
class GreetingEntity {

    @Id
    UUID id;

    @Column(name = "deal_id")
    UUID dealId;

    String by;
    String channel;
    String note;
    Instant at;
}
