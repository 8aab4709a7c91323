package io.salesprocess.evidence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "approval")
class ApprovalEntity {

    @Id
    UUID id;

    @Column(name = "deal_id")
    UUID dealId;

    String decision;
    String note;
    String stage;
    int attempt;

    @Column(name = "value_amount")
    Long valueAmount;

    @Column(name = "value_currency")
    String valueCurrency;

    @Column(name = "actor_kind")
    String actorKind;

    @Column(name = "actor_id")
    String actorId;

    @Column(name = "actor_salesperson_id")
    UUID actorSalespersonId;

    Instant at;
}
