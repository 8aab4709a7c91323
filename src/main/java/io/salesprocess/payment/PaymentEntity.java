package io.salesprocess.payment;

import io.salesprocess.platform.kernel.Amount;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Written once; what goes back to the client is a refund of its own. */
@Entity
@Table(name = "payment")
class PaymentEntity {

    @Id
    UUID id;

    @Column(name = "deal_id")
    UUID dealId;

    long amount;
    String currency;
    String method;
    String reference;

    @Column(name = "received_at")
    Instant receivedAt;

    @Column(name = "recorded_at")
    Instant recordedAt;

    Amount amount() {
        return new Amount(amount, currency);
    }
}
