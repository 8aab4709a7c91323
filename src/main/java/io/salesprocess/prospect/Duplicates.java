package io.salesprocess.prospect;

import io.salesprocess.access.Caller;
import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.platform.database.Condition;
import io.salesprocess.platform.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Prospects who may be one person: they share an address that is known of them, or that a form suggests. */
@UseCase
class Duplicates {

    private static final String LIKELY = """
            WITH mine AS (
                SELECT 'email' AS field, email AS value, FALSE AS suggested FROM prospect WHERE id = ?
                UNION ALL SELECT 'phone', phone, FALSE FROM prospect WHERE id = ?
                UNION ALL SELECT field, CASE field WHEN 'phone' THEN split_part(value, ';', 1) ELSE value END, TRUE
                    FROM prospect_suggestion
                    WHERE prospect_id = ? AND decision IS NULL AND field IN ('email', 'phone')),
            shared AS (
                SELECT o.id, field, suggested FROM mine JOIN prospect o ON field = 'email' AND o.email = value
                UNION ALL SELECT o.id, field, suggested FROM mine JOIN prospect o ON field = 'phone' AND o.phone = value
                UNION ALL SELECT s.prospect_id, 'email', TRUE FROM mine JOIN prospect_suggestion s
                    ON s.value = mine.value AND mine.field = 'email' AND s.field = 'email' AND s.decision IS NULL
                UNION ALL SELECT s.prospect_id, 'phone', TRUE FROM mine JOIN prospect_suggestion s
                    ON split_part(s.value, ';', 1) = mine.value AND mine.field = 'phone' AND s.field = 'phone'
                    AND s.decision IS NULL),
            likely AS (
                SELECT id, CASE WHEN bool_or(field = 'email' AND NOT suggested) THEN 'same-email'
                    WHEN bool_or(field = 'phone' AND NOT suggested) THEN 'same-phone'
                    WHEN bool_or(field = 'email') THEN 'suggested-email' ELSE 'suggested-phone' END AS reason
                FROM shared GROUP BY id)
            SELECT p.id, p.name, p.email, p.phone, p.phone_extension, p.company, p.created_at, likely.reason
            FROM likely JOIN prospect p USING (id)
            WHERE p.id <> ? AND p.id > ? AND p.erased_at IS NULL AND %s
            ORDER BY p.id LIMIT ?""";

    private final ProspectAccess access;
    private final Sql sql;

    Duplicates(ProspectAccess access, Sql sql) {
        this.access = access;
        this.sql = sql;
    }

    /** Why two prospects may be one person. */
    @Schema(name = "DuplicateReason")
    enum Reason {
        SAME_EMAIL,
        SAME_PHONE,
        SUGGESTED_EMAIL,
        SUGGESTED_PHONE
    }

    /** A prospect who may be the same person. */
    @Schema(name = "Duplicate", description = "A prospect who may be the same person.")
    record Duplicate(
            UUID prospectId,

            @Schema(
                    description =
                            "The strongest: an address that is known of both, or one that a form suggests for one of"
                                    + " them.",
                    examples = "same-phone")
            Reason reason,

            @Schema(nullable = true, examples = "Ada Stone") String name,

            @Schema(nullable = true, examples = "ada@example.com")
            String email,

            @Schema(nullable = true, examples = "+4930901820")
            String phone,

            @Schema(nullable = true, examples = "12") String phoneExtension,

            @Schema(nullable = true, examples = "Stone GmbH")
            String company) {}

    /** Those whom the caller may see, oldest first; not found is a prospect whom they may not see. */
    List<Duplicate> of(Caller caller, UUID id, UUID after, int limit) {
        access.mustSee(caller, id);
        Condition shown = access.shown(caller);
        List<Object> parameters = new ArrayList<>(Collections.nCopies(4, id));
        parameters.add(after);
        parameters.addAll(shown.parameters());
        parameters.add(limit);
        return sql.list(String.format(LIKELY, shown.sql()), Duplicates::duplicate, parameters.toArray());
    }

    private static Duplicate duplicate(ResultSet row) throws SQLException {
        return new Duplicate(
                row.getObject("id", UUID.class),
                HyphenatedEnums.valueOf(Reason.class, row.getString("reason")),
                row.getString("name"),
                row.getString("email"),
                row.getString("phone"),
                row.getString("phone_extension"),
                row.getString("company"));
    }
}
