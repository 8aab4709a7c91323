package io.salesprocess.salesperson;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "salesperson")
class SalespersonEntity {

    @Id
    UUID id;

    String name;
    String email;
    boolean active;

    @Column(name = "created_at")
    Instant createdAt;

    @Version
    long version;
}
