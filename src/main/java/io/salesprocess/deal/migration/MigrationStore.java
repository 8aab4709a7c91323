package io.salesprocess.deal.migration;

import com.fasterxml.jackson.core.type.TypeReference;
import io.salesprocess.deal.domain.Actor;
import io.salesprocess.deal.migration.Migration.Round;
import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.api.Json;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.database.Transactions;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The rows of migrations. */
@Singleton
class MigrationStore {

    private static final TypeReference<Map<String, String>> MAPPING = new TypeReference<>() {};

    private static final String SELECT = """
            SELECT id, pipeline_key, from_version, to_version, stage_mapping, actor_kind, actor_id, salesperson_id, started_at,
                worked_at, ended_at, status, reason, moved, refused, passed, round_began_at, round_is_clean
            FROM deal_migration
            """;

    private static final String FIND = SELECT + "WHERE pipeline_key = ? AND id = ?";

    private static final String NEWEST_FIRST = SELECT + "WHERE pipeline_key = ? AND id < ? ORDER BY id DESC LIMIT ?";

    private static final String COUNT = "SELECT FROM deal_migration WHERE pipeline_key = ? LIMIT ?";

    /** The one that has waited longest; those at which another instance is working are left to it. */
    private static final String TAKE = SELECT + """
            WHERE status = 'running' AND NOT id = ANY (?) ORDER BY worked_at, id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED""";

    private static final String INSERT = """
            INSERT INTO deal_migration (id, pipeline_key, from_version, to_version, stage_mapping, actor_kind, actor_id,
                salesperson_id, started_at, worked_at, status)
            VALUES (?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, 'running')""";

    private static final String GO_ON = """
            UPDATE deal_migration SET moved = moved + ?, refused = refused + ?, worked_at = ?, passed = ?, round_began_at = ?,
                round_is_clean = ?, failures = 0
            WHERE id = ?""";

    private static final String DONE =
            "UPDATE deal_migration SET status = 'done', worked_at = ?, ended_at = ?, failures = 0 WHERE id = ?";

    private static final String FAILED = """
            UPDATE deal_migration SET failures = failures + 1, worked_at = ?,
                status = CASE WHEN failures + 1 >= ? THEN 'stopped' ELSE status END,
                reason = CASE WHEN failures + 1 >= ? THEN ? END,
                ended_at = CASE WHEN failures + 1 >= ? THEN ?::timestamptz END
            WHERE id = ? AND status = 'running'""";

    private final Sql sql;
    private final Json json;

    MigrationStore(Sql sql, Json json) {
        this.sql = sql;
        this.json = json;
    }

    Optional<Migration> find(String pipeline, UUID id) {
        return sql.first(FIND, this::migration, pipeline, id);
    }

    /** Migrations of a pipeline that were started before this one, newest first. */
    List<Migration> before(String pipeline, UUID id, int limit) {
        return sql.list(NEWEST_FIRST, this::migration, pipeline, id, limit);
    }

    long count(String pipeline, int limit) {
        return sql.count(COUNT, pipeline, limit);
    }

    /** Takes a running migration until the transaction ends, but none of these. */
    Optional<Migration> take(Collection<UUID> except) {
        Transactions.mustBeThere();
        return sql.first(TAKE, this::migration, (Object) except.toArray(UUID[]::new));
    }

    /** Starts a migration; refused while another one moves the deals of that version. */
    void insert(UUID id, String pipeline, MigrationRequest request, Actor actor, Instant at) {
        try {
            sql.update(
                    INSERT,
                    id,
                    pipeline,
                    request.from(),
                    request.to(),
                    json.write(request.stageMapping()),
                    HyphenatedEnums.nameOf(actor.kind()),
                    actor.id(),
                    actor.salespersonId(),
                    at,
                    at);
        } catch (Sql.Failure e) {
            if (e.violates("deal_migration_running")) {
                throw ProblemException.of(
                        ProblemType.CONFLICT,
                        "A migration from version " + request.from()
                                + " of this pipeline is running. Wait until it is done.");
            }
            throw e;
        }
    }

    /** Keeps how far a migration has come. */
    void goOn(UUID id, long moved, long refused, Round round, Instant at) {
        sql.update(GO_ON, moved, refused, at, round.passed(), round.beganAt(), round.isClean(), id);
    }

    void done(UUID id, Instant at) {
        sql.update(DONE, at, at, id);
    }

    /**
     * Notes that a portion failed.
     *
     * @param most after so many failures one after the other, the migration stops
     * @param reason why it stops then
     */
    void failed(UUID id, int most, String reason, Instant at) {
        sql.update(FAILED, at, most, most, reason, most, at, id);
    }

    private Migration migration(ResultSet row) throws SQLException {
        return new Migration(
                row.getObject("id", UUID.class),
                row.getString("pipeline_key"),
                row.getInt("from_version"),
                row.getInt("to_version"),
                json.read(row.getString("stage_mapping"), MAPPING),
                new Actor(
                        HyphenatedEnums.valueOf(Actor.Kind.class, row.getString("actor_kind")),
                        row.getString("actor_id"),
                        row.getObject("salesperson_id", UUID.class)),
                Sql.instant(row, "started_at"),
                Sql.instant(row, "worked_at"),
                Sql.instant(row, "ended_at"),
                HyphenatedEnums.valueOf(MigrationStatus.class, row.getString("status")),
                row.getString("reason"),
                row.getLong("moved"),
                row.getLong("refused"),
                new Round(
                        row.getObject("passed", UUID.class),
                        Sql.instant(row, "round_began_at"),
                        row.getBoolean("round_is_clean")));
    }
}
