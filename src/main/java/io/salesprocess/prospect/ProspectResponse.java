package io.salesprocess.prospect;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.salesprocess.platform.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A prospect as callers see it.
 *
 * @param suggestions null in lists
 */
@Schema(
        name = "Prospect",
        description = "A person, perhaps with a company, who has shown interest. Lists leave out `suggestions`.")
public record ProspectResponse(
        UUID id,
        @Schema(nullable = true, examples = "Ada Stone") String name,

        @Schema(nullable = true, examples = "ada@example.com")
        String email,

        @Schema(nullable = true, examples = "+4930901820") String phone,
        @Schema(nullable = true, examples = "Stone GmbH") String company,
        Instant createdAt,

        @Schema(description = "When it was last changed, by a person or by what a form suggests.")
        Instant updatedAt,

        @Schema(
                description =
                        "What forms say of the person, waiting to be accepted or dismissed; oldest first, at most 50.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        List<Suggestion> suggestions) {

    static ProspectResponse of(ResultSet row) throws SQLException {
        return new ProspectResponse(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("email"),
                row.getString("phone"),
                row.getString("company"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "updated_at"),
                null);
    }

    /** The prospect with what waits for a decision. */
    ProspectResponse with(List<Suggestion> waiting) {
        return new ProspectResponse(id, name, email, phone, company, createdAt, updatedAt, waiting);
    }

    /** What is known of the person. */
    Person person() {
        return new Person(name, email, phone, company);
    }
}
