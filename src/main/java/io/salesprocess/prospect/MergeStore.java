package io.salesprocess.prospect;

import io.salesprocess.platform.database.Condition;
import io.salesprocess.platform.database.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of merges that stand. */
@Singleton
class MergeStore {

    private static final String INSERT =
            "INSERT INTO prospect_merge (id, prospect_id, duplicate_id, merged_at) VALUES (?, ?, ?, ?)";

    private static final String ROWS = "SELECT g.id, g.prospect_id, g.duplicate_id, g.merged_at FROM prospect_merge g";

    private static final String FIND = ROWS + " WHERE g.prospect_id = ? AND g.id = ?";

    private static final String LIST = ROWS + " JOIN prospect m ON m.id = g.duplicate_id"
            + " WHERE g.prospect_id = ? AND g.id > ? AND m.erased_at IS NULL AND %s ORDER BY g.id LIMIT ?";

    private static final String BELOW = """
            WITH RECURSIVE below AS (
                SELECT duplicate_id AS id FROM prospect_merge WHERE prospect_id = ?
                UNION SELECT g.duplicate_id FROM prospect_merge g JOIN below ON g.prospect_id = below.id)
            SELECT id FROM below""";

    /** The merges that led from somebody to the prospect who they are now. */
    private static final String USED = """
            WITH RECURSIVE way AS (
                SELECT id, prospect_id FROM prospect_merge WHERE duplicate_id = ?
                UNION SELECT g.id, g.prospect_id FROM prospect_merge g JOIN way ON g.duplicate_id = way.prospect_id)
            UPDATE prospect_merge g SET later_submission_id = ? FROM way WHERE g.id = way.id AND later_submission_id IS NULL""";

    private static final String LATER_SUBMISSION =
            "SELECT later_submission_id FROM prospect_merge WHERE id = ? AND later_submission_id IS NOT NULL";

    private static final String DELETE = "DELETE FROM prospect_merge WHERE id = ?";

    private final Sql sql;

    MergeStore(Sql sql) {
        this.sql = sql;
    }

    void insert(Merge merge) {
        sql.update(INSERT, merge.id(), merge.prospectId(), merge.duplicateId(), merge.mergedAt());
    }

    Optional<Merge> find(UUID prospectId, UUID id) {
        return sql.first(FIND, MergeStore::merge, prospectId, id);
    }

    /**
     * Merges into a prospect, oldest first.
     *
     * @param known picks what is shown, by the one who was merged, under the name {@code m}
     */
    List<Merge> list(UUID prospectId, Condition known, UUID after, int limit) {
        List<Object> parameters = new ArrayList<>(List.of(prospectId, after));
        parameters.addAll(known.parameters());
        parameters.add(limit);
        return sql.list(String.format(LIST, known.sql()), MergeStore::merge, parameters.toArray());
    }

    /** Everybody who was merged into a prospect, or into one of those. */
    List<UUID> below(UUID prospectId) {
        return sql.list(BELOW, row -> row.getObject("id", UUID.class), prospectId);
    }

    /** Notes that a submission was recognised by what is known of somebody merged; the first is remembered. */
    void used(UUID duplicateId, UUID submissionId) {
        sql.updateLater(USED, duplicateId, submissionId);
    }

    /** The first submission that was recognised by what is known of the duplicate, if there was one since. */
    Optional<UUID> laterSubmission(UUID id) {
        return sql.first(LATER_SUBMISSION, row -> row.getObject("later_submission_id", UUID.class), id);
    }

    /** Deletes the merge, and what the deals keep of it. */
    void delete(UUID id) {
        sql.update(DELETE, id);
    }

    private static Merge merge(ResultSet row) throws SQLException {
        return new Merge(
                row.getObject("id", UUID.class),
                row.getObject("prospect_id", UUID.class),
                row.getObject("duplicate_id", UUID.class),
                Sql.instant(row, "merged_at"));
    }
}
