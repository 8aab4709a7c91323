package io.salesprocess.evidence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "question")
class QuestionEntity {

    @Id
    UUID id;

    @Column(name = "deal_id")
    UUID dealId;

    String text;

    @Column(name = "asked_at")
    Instant askedAt;

    String answer;

    @Column(name = "answered_at")
    Instant answeredAt;
}
