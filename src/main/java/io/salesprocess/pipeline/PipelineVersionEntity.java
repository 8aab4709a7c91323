package io.salesprocess.pipeline;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

@Entity
@Immutable
@Table(name = "pipeline_version")
class PipelineVersionEntity {

    @EmbeddedId
    Id id;

    String title;

    @JdbcTypeCode(SqlTypes.JSON)
    String stages;

    @Column(name = "published_at")
    Instant publishedAt;

    @Embeddable
    static class Id implements Serializable {
        String key;
        int version;

        @Override
        public boolean equals(Object other) {
            return other instanceof Id id && id.version == version && id.key.equals(key);
        }

        @Override
        public int hashCode() {
            return Objects.hash(key, version);
        }
    }
}
