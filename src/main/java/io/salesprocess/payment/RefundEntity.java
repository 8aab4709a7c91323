package io.salesprocess.payment;

import io.salesprocess.platform.kernel.Amount;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Written once, but for its reason, which can be erased. */
@Entity
@Table(name = "refund")
class RefundEntity {

    @Id
    UUID id;

    @Column(name = "payment_id")
    UUID paymentId;

    @Column(name = "deal_id")
    UUID dealId;

    long amount;
    String currency;
    String reason;
    String reference;

    @Column(name = "recorded_at")
    Instant recordedAt;

    Amount amount() {
        return new Amount(amount, currency);
    }
}
