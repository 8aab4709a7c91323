package io.salesprocess.intake;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

@Entity
@Table(name = "form")
class FormEntity {

    @Id
    String key;

    String title;

    @Column(name = "pipeline_key")
    String pipelineKey;

    @Column(name = "offering_id")
    UUID offeringId;

    String assignment;

    @Column(name = "salesperson_id")
    UUID salespersonId;

    @JdbcTypeCode(SqlTypes.JSON)
    String questions;

    @Column(name = "created_at")
    Instant createdAt;

    @Version
    long version;
}
