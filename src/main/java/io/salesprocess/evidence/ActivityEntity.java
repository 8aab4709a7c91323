package io.salesprocess.evidence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "activity")
class ActivityEntity {

    @Id
    UUID id;

    @Column(name = "deal_id")
    UUID dealId;

    String kind;
    String outcome;
    String note;
    Instant at;

    @Column(name = "recorded_at")
    Instant recordedAt;
}
