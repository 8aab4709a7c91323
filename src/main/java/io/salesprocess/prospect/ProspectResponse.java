package io.salesprocess.prospect;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.salesprocess.platform.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A prospect as callers see it.
 *
 * @param mergedInto null unless the prospect was merged into another one
 * @param suggestions null in lists, and of who was merged
 */
@Schema(
        name = "Prospect",
        description = "A person, perhaps with a company, who has shown interest. Lists leave out `suggestions`.")
public record ProspectResponse(
        UUID id,
        @Schema(nullable = true, examples = "Ada Stone") String name,

        @Schema(nullable = true, examples = "ada@example.com")
        String email,

        @Schema(description = "In E.164 form.", nullable = true, examples = "+4930901820")
        String phone,

        @Schema(description = "The extension of the telephone number.", nullable = true, examples = "12")
        String phoneExtension,

        @Schema(
                description = "A telephone number that could not be read, as it was typed; `phone` is null then.",
                nullable = true,
                examples = "030 901820 or 21")
        String phoneAsGiven,

        @Schema(nullable = true, examples = "Stone GmbH") String company,
        Instant createdAt,

        @Schema(description = "When it was last changed, by a person or by what a form suggests.")
        Instant updatedAt,

        @Schema(
                description = "Values of custom fields, by key; a field without a value is absent.",
                examples = "{\"industry\": \"machinery\"}")
        Map<String, Object> customFields,

        @Schema(
                description =
                        "The prospect into whom this one was merged; only there if it was. Nothing can be changed of it then.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        UUID mergedInto,

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
                row.getString("phone_extension"),
                row.getString("phone_as_given"),
                row.getString("company"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "updated_at"),
                FieldsJson.read(row.getString("custom_fields")),
                row.getObject("merged_into", UUID.class),
                null);
    }

    /** The prospect with what waits for a decision. */
    ProspectResponse with(List<Suggestion> waiting) {
        return of(person(), waiting);
    }

    /** The prospect with another person's data. */
    ProspectResponse with(Person person) {
        return of(person, suggestions);
    }

    private ProspectResponse of(Person person, List<Suggestion> waiting) {
        return new ProspectResponse(
                id,
                person.name(),
                person.email(),
                person.phone(),
                person.phoneExtension(),
                person.phoneAsGiven(),
                person.company(),
                createdAt,
                updatedAt,
                customFields,
                mergedInto,
                waiting);
    }

    /** What of it a caller can change, as they would write it. */
    ProspectRequest toRequest() {
        return ProspectRequest.of(person(), customFields);
    }

    /** What is known of the person. */
    Person person() {
        return new Person(name, email, phone, phoneExtension, phoneAsGiven, company);
    }
}
