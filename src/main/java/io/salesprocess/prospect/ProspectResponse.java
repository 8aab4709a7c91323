package io.salesprocess.prospect;

import io.salesprocess.platform.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A prospect as callers see them. */
@Schema(name = "Prospect", description = "A person, perhaps with a company, who has shown interest.")
record ProspectResponse(
        UUID id,
        @Schema(nullable = true, examples = "Ada Stone") String name,

        @Schema(nullable = true, examples = "ada@example.com")
        String email,

        @Schema(nullable = true, examples = "+4930901820") String phone,
        @Schema(nullable = true, examples = "Stone GmbH") String company,
        Instant createdAt) {

    static ProspectResponse of(ProspectEntity entity) {
        return new ProspectResponse(
                entity.id, entity.name, entity.email, entity.phone, entity.company, entity.createdAt);
    }

    static ProspectResponse of(ResultSet row) throws SQLException {
        return new ProspectResponse(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("email"),
                row.getString("phone"),
                row.getString("company"),
                Sql.instant(row, "created_at"));
    }
}
