package io.salesprocess.offering;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "offering")
class OfferingEntity {

    @Id
    UUID id;

    String name;
    String kind;
    String description;

    @Column(name = "price_amount")
    Long priceAmount;

    @Column(name = "price_currency")
    String priceCurrency;

    @Column(name = "created_at")
    Instant createdAt;

    @Version
    long version;
}
