package io.salesprocess.prospect;

import io.salesprocess.access.Caller;
import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.platform.database.Condition;
import io.salesprocess.platform.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Prospects who may be one person: they share an address that is known of them or that a form suggests, or name and company.
 */
@UseCase
class Duplicates {

    /**
     * The addresses of the prospect and of those merged into them (mine) are compared with those of everybody else, who counts as
     * the prospect into whom they were merged. A name is compared together with the company, as lines of the words that the search
     * keeps.
     */
    private static final String LIKELY = """
            WITH family AS (SELECT m.id, m.email, m.phone FROM prospect m WHERE (m.id = ? OR m.merged_into = ?) AND %1$s),
            mine AS (
                SELECT 'email' AS field, email AS value, FALSE AS suggested FROM family
                UNION ALL SELECT 'phone', phone, FALSE FROM family
                UNION ALL SELECT field, CASE field WHEN 'phone' THEN split_part(value, ';', 1) ELSE value END, TRUE
                    FROM prospect_suggestion JOIN family ON family.id = prospect_id
                    WHERE decision IS NULL AND field IN ('email', 'phone')),
            shared AS (
                SELECT o.id, field, suggested FROM mine JOIN prospect o ON field = 'email' AND o.email = value
                UNION ALL SELECT o.id, field, suggested FROM mine JOIN prospect o ON field = 'phone' AND o.phone = value
                UNION ALL SELECT s.prospect_id, 'email', TRUE FROM mine JOIN prospect_suggestion s
                    ON s.value = mine.value AND mine.field = 'email' AND s.field = 'email' AND s.decision IS NULL
                UNION ALL SELECT s.prospect_id, 'phone', TRUE FROM mine JOIN prospect_suggestion s
                    ON split_part(s.value, ';', 1) = mine.value AND mine.field = 'phone' AND s.field = 'phone'
                    AND s.decision IS NULL
                UNION ALL SELECT o.id, 'name', FALSE FROM prospect o
                    WHERE o.erased_at IS NULL AND o.search_grams @> ?::int[] AND o.search_grams @> ?::int[]
                    AND string_to_array(o.search_text, E'\\n') @> ARRAY[?::text, ?::text]),
            likely AS (
                SELECT coalesce(m.merged_into, m.id) AS id, bool_or(field = 'email' AND NOT suggested) AS email,
                    bool_or(field = 'phone' AND NOT suggested) AS phone,
                    bool_or(field = 'email' AND suggested) AS suggested_email,
                    bool_or(field = 'phone' AND suggested) AS suggested_phone, bool_or(field = 'name') AS name
                FROM shared JOIN prospect m USING (id) WHERE %1$s GROUP BY 1)
            SELECT p.id, p.name, p.email, p.phone, p.phone_extension, p.company, concat_ws(' ',
                CASE WHEN likely.email THEN 'same-email' END, CASE WHEN likely.phone THEN 'same-phone' END,
                CASE WHEN suggested_email THEN 'suggested-email' END, CASE WHEN suggested_phone THEN 'suggested-phone' END,
                CASE WHEN likely.name THEN 'same-name-and-company' END) AS reasons
            FROM likely JOIN prospect p USING (id)
            WHERE p.id <> ? AND p.id > ? AND p.erased_at IS NULL AND %2$s
            ORDER BY p.id LIMIT ?""";

    private final Prospects prospects;
    private final ProspectAccess access;
    private final Sql sql;

    Duplicates(Prospects prospects, ProspectAccess access, Sql sql) {
        this.prospects = prospects;
        this.access = access;
        this.sql = sql;
    }

    /** Why two prospects may be one person. */
    @Schema(name = "DuplicateReason")
    enum Reason {
        SAME_EMAIL,
        SAME_PHONE,
        SUGGESTED_EMAIL,
        SUGGESTED_PHONE,
        SAME_NAME_AND_COMPANY
    }

    /** A prospect who may be the same person. */
    @Schema(name = "Duplicate", description = "A prospect who may be the same person.")
    record Duplicate(
            UUID prospectId,

            @Schema(description = "The first of `reasons`.", examples = "same-phone")
            Reason reason,

            @Schema(
                    description =
                            "Every reason, strongest first: an address that is known of both, one that a form suggests for"
                                    + " one of them, and the same name and company.",
                    examples = "[\"same-phone\", \"same-name-and-company\"]")
            List<Reason> reasons,

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
        ProspectResponse prospect = prospects
                .known(caller, id)
                .orElseThrow(ProblemException::notFound)
                .prospect();
        if (prospect.mergedInto() != null) {
            return List.of();
        }
        Condition known = access.known(caller, "m");
        Condition shown = access.shown(caller);
        List<Object> parameters = new ArrayList<>(List.of(id, id));
        parameters.addAll(known.parameters());
        parameters.addAll(line(prospect.name(), prospect.company()));
        parameters.addAll(known.parameters());
        parameters.addAll(List.of(id, after));
        parameters.addAll(shown.parameters());
        parameters.add(limit);
        return sql.list(String.format(LIKELY, known.sql(), shown.sql()), Duplicates::duplicate, parameters.toArray());
    }

    /** Name and company as the search keeps them, behind the entries of its index; nulls if one is not known. */
    private static List<String> line(String name, String company) {
        String foldedName = name == null ? "" : SearchText.fold(name);
        String foldedCompany = company == null ? "" : SearchText.fold(company);
        return foldedName.isEmpty() || foldedCompany.isEmpty()
                ? Arrays.asList(null, null, null, null)
                : List.of(SearchText.gramsIn(foldedName), SearchText.gramsIn(foldedCompany), foldedName, foldedCompany);
    }

    private static Duplicate duplicate(ResultSet row) throws SQLException {
        List<Reason> reasons = Stream.of(row.getString("reasons").split(" "))
                .map(reason -> HyphenatedEnums.valueOf(Reason.class, reason))
                .toList();
        return new Duplicate(
                row.getObject("id", UUID.class),
                reasons.get(0),
                reasons,
                row.getString("name"),
                row.getString("email"),
                row.getString("phone"),
                row.getString("phone_extension"),
                row.getString("company"));
    }
}
