package io.salesprocess.prospect;

import io.salesprocess.access.Caller;
import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.database.Condition;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.kernel.Ids;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of suggestions. They are personal data, and go with the person (rule 12). */
@Singleton
class Suggestions implements PersonalData {

    /** So many can wait for a decision on one prospect; what comes beyond that is in its submission only. */
    private static final int MOST_WAITING = 50;

    /**
     * Keeps what differs from what is known, each value once. What was dismissed is not suggested again; what was accepted is, since
     * it differs again. Suggestions are part of the prospect as it is shown, so new ones make a new version.
     */
    private static final String OFFER = """
            WITH offered AS (
                INSERT INTO prospect_suggestion (id, prospect_id, field, value, submission_id, at)
                SELECT given.id, ?, given.field, given.value, ?, ?
                FROM (VALUES (?::uuid, 'name', ?::text), (?::uuid, 'email', ?::text), (?::uuid, 'phone', ?::text),
                    (?::uuid, 'company', ?::text)) AS given (id, field, value)
                WHERE given.value IS NOT NULL AND NOT EXISTS (
                    SELECT FROM prospect p WHERE (p.id = ? OR p.merged_into = ?) AND (given.value = %1$s
                        -- A number without the extension that is known says nothing new.
                        OR given.field = 'phone' AND given.value = p.phone
                        OR EXISTS (SELECT FROM prospect_suggestion s WHERE s.prospect_id = p.id AND s.field = given.field
                            AND s.value = given.value AND s.decision IS DISTINCT FROM 'accepted')))
                ORDER BY given.id
                LIMIT greatest(0, ? - (
                    SELECT count(*) FROM prospect_suggestion WHERE prospect_id = ? AND decision IS NULL))
                ON CONFLICT (prospect_id, field, value) DO UPDATE SET id = excluded.id, at = excluded.at,
                    submission_id = excluded.submission_id, decision = NULL, decided_at = NULL
                RETURNING 1)
            UPDATE prospect SET version = version + 1 WHERE id = ? AND EXISTS (SELECT FROM offered)""".formatted(known("given"));

    private static final String COLUMNS =
            "SELECT g.id, g.field, g.value, g.submission_id, g.at, g.decision, g.decided_at FROM prospect_suggestion g";

    /** Those of whoever was merged into the prospect as well. */
    private static final String OF_FAMILY =
            COLUMNS + " JOIN prospect m ON m.id = g.prospect_id WHERE (m.id = ? OR m.merged_into = ?) AND %s";

    /** What came by a merge is left out where the merge has made it known, or where it is suggested already. */
    private static final String WAITING = OF_FAMILY + """
             AND g.decision IS NULL AND (m.merged_into IS NULL OR NOT EXISTS (
                SELECT FROM prospect p LEFT JOIN prospect_suggestion o
                    ON o.prospect_id = p.id AND o.field = g.field AND o.value = g.value
                        AND (o.prospect_id = m.merged_into OR o.id < g.id)
                WHERE (p.id = m.merged_into OR p.merged_into = m.merged_into) AND (g.value = %%s OR o.id IS NOT NULL)))
            ORDER BY g.id""".replace("%%s", known("g"));

    private static final String FIND = OF_FAMILY + " AND g.id = ?";
    private static final String ALL = COLUMNS + " WHERE g.prospect_id = ? ORDER BY g.id";

    private static final String DECIDED_SINCE =
            "SELECT FROM prospect_suggestion g WHERE g.prospect_id = ANY (?) AND g.decided_at >= ? LIMIT 1";

    private static final String DECIDE =
            "UPDATE prospect_suggestion SET decision = ?, decided_at = ? WHERE id = ? AND decision IS NULL";

    private static final String ERASE = "DELETE FROM prospect_suggestion WHERE prospect_id = ?";

    private final Sql sql;
    private final Ids ids;
    private final Clock clock;

    Suggestions(Sql sql, Ids ids, Clock clock) {
        this.sql = sql;
        this.ids = ids;
        this.clock = clock;
    }

    /** Suggests what a submission says of a known prospect, whose row is locked. */
    void offer(UUID prospectId, Person said, UUID submissionId) {
        sql.updateLater(
                OFFER,
                prospectId,
                submissionId,
                clock.instant(),
                ids.next(),
                said.name(),
                ids.next(),
                said.email(),
                ids.next(),
                said.typedPhone(),
                ids.next(),
                said.company(),
                prospectId,
                prospectId,
                MOST_WAITING,
                prospectId,
                prospectId);
    }

    /**
     * What waits for a decision, oldest first.
     *
     * @param known picks what is shown of those who were merged into the prospect, under the name {@code m}
     */
    List<Suggestion> waiting(UUID prospectId, Condition known) {
        return sql.list(
                String.format(WAITING, known.sql()),
                Suggestions::suggestion,
                with(known, prospectId).toArray());
    }

    /** A suggestion of this prospect or of who was merged into it, as above, decided or not. */
    Optional<Suggestion> find(UUID prospectId, UUID id, Condition known) {
        List<Object> parameters = with(known, prospectId);
        parameters.add(id);
        return sql.first(String.format(FIND, known.sql()), Suggestions::suggestion, parameters.toArray());
    }

    /** Whether a decision was taken on a suggestion of these prospects at this time or later. */
    boolean isAnyDecidedSince(Instant at, Collection<UUID> prospectIds) {
        return sql.first(DECIDED_SINCE, row -> true, prospectIds.toArray(UUID[]::new), at)
                .isPresent();
    }

    /** Takes a decision; false if one was taken before. */
    boolean decide(UUID id, Suggestion.Decision decision) {
        return sql.update(DECIDE, HyphenatedEnums.nameOf(decision), clock.instant(), id) == 1;
    }

    @Override
    public String name() {
        return "suggestions";
    }

    @Override
    public List<?> export(UUID prospectId) {
        return sql.list(ALL, Suggestions::exported, prospectId);
    }

    @Override
    public void erase(Caller by, UUID prospectId) {
        sql.update(ERASE, prospectId);
    }

    /** What is known of the prospect {@code p} where a suggestion says something. */
    private static String known(String suggestion) {
        return "CASE " + suggestion + ".field WHEN 'name' THEN p.name WHEN 'email' THEN p.email"
                + " WHEN 'company' THEN p.company"
                + " ELSE coalesce(p.phone || coalesce(';ext=' || p.phone_extension, ''), p.phone_as_given) END";
    }

    private static List<Object> with(Condition known, UUID prospectId) {
        List<Object> parameters = new ArrayList<>(List.of(prospectId, prospectId));
        parameters.addAll(known.parameters());
        return parameters;
    }

    private static Suggestion suggestion(ResultSet row) throws SQLException {
        return new Suggestion(
                row.getObject("id", UUID.class),
                HyphenatedEnums.valueOf(Suggestion.Field.class, row.getString("field")),
                row.getString("value"),
                row.getObject("submission_id", UUID.class),
                Sql.instant(row, "at"));
    }

    private static Suggestion.Exported exported(ResultSet row) throws SQLException {
        Suggestion suggestion = suggestion(row);
        String decision = row.getString("decision");
        return new Suggestion.Exported(
                suggestion.id(),
                suggestion.field(),
                suggestion.value(),
                suggestion.submissionId(),
                suggestion.at(),
                decision == null ? null : HyphenatedEnums.valueOf(Suggestion.Decision.class, decision),
                Sql.instant(row, "decided_at"));
    }
}
