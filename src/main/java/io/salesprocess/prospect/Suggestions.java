package io.salesprocess.prospect;

import io.salesprocess.access.Caller;
import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.kernel.Ids;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
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
                SELECT given.id, p.id, given.field, given.value, ?, ?
                FROM prospect p, (VALUES (?::uuid, 'name', ?::text), (?::uuid, 'email', ?::text), (?::uuid, 'phone', ?::text),
                    (?::uuid, 'company', ?::text)) AS given (id, field, value)
                WHERE p.id = ? AND given.value IS DISTINCT FROM CASE given.field
                        WHEN 'name' THEN p.name WHEN 'email' THEN p.email WHEN 'company' THEN p.company
                        ELSE coalesce(p.phone || coalesce(';ext=' || p.phone_extension, ''), p.phone_as_given) END
                    -- A number without the extension that is known says nothing new.
                    AND (given.field <> 'phone' OR given.value IS DISTINCT FROM p.phone)
                    AND given.value IS NOT NULL
                    AND NOT EXISTS (SELECT FROM prospect_suggestion s WHERE s.prospect_id = p.id AND s.field = given.field
                        AND s.value = given.value AND s.decision IS DISTINCT FROM 'accepted')
                ORDER BY given.id
                LIMIT greatest(0, ? - (
                    SELECT count(*) FROM prospect_suggestion WHERE prospect_id = ? AND decision IS NULL))
                ON CONFLICT (prospect_id, field, value) DO UPDATE SET id = excluded.id, at = excluded.at,
                    submission_id = excluded.submission_id, decision = NULL, decided_at = NULL
                RETURNING 1)
            UPDATE prospect SET version = version + 1 WHERE id = ? AND EXISTS (SELECT FROM offered)""";

    private static final String COLUMNS = "SELECT id, field, value, submission_id, at, decision, decided_at"
            + " FROM prospect_suggestion WHERE prospect_id = ?";
    private static final String WAITING = COLUMNS + " AND decision IS NULL ORDER BY id";
    private static final String FIND = COLUMNS + " AND id = ?";
    private static final String ALL = COLUMNS + " ORDER BY id";

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
                MOST_WAITING,
                prospectId,
                prospectId);
    }

    /** What waits for a decision, oldest first. */
    List<Suggestion> waiting(UUID prospectId) {
        return sql.list(WAITING, Suggestions::suggestion, prospectId);
    }

    /** A suggestion of this prospect, decided or not. */
    Optional<Suggestion> find(UUID prospectId, UUID id) {
        return sql.first(FIND, Suggestions::suggestion, prospectId, id);
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
