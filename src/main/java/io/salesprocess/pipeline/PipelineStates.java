package io.salesprocess.pipeline;

import io.salesprocess.pipeline.domain.PipelineRef;
import io.salesprocess.platform.database.Condition;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.database.Transactions;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows that say what of each pipeline changes. */
@Singleton
class PipelineStates {

    private static final String COLUMNS = "SELECT key, newest, retired, revision FROM pipeline_state";
    private static final String FIND = COLUMNS + " WHERE key = ?";
    private static final String LOCK = FIND + " FOR NO KEY UPDATE";
    private static final String HOLD = FIND + " FOR SHARE";

    private static final String INSERT =
            "INSERT INTO pipeline_state (key, newest, retired, revision) VALUES (?, ?, false, ?)";
    private static final String UPDATE =
            "UPDATE pipeline_state SET newest = ?, retired = ?, revision = ? WHERE key = ?";

    private final Sql sql;

    PipelineStates(Sql sql) {
        this.sql = sql;
    }

    Optional<PipelineState> find(String key) {
        return sql.first(FIND, PipelineStates::state, key);
    }

    /** The same, and no other transaction publishes or retires the pipeline until this one ends. */
    Optional<PipelineState> lock(String key) {
        Transactions.mustBeThere();
        return sql.first(LOCK, PipelineStates::state, key);
    }

    /** The same for transactions that rely on the state: they do not wait for each other. */
    Optional<PipelineState> hold(String key) {
        Transactions.mustBeThere();
        return sql.first(HOLD, PipelineStates::state, key);
    }

    void insert(PipelineState state) {
        sql.update(INSERT, state.newest().key(), state.newest().version(), state.revision());
    }

    void update(PipelineState state) {
        sql.update(
                UPDATE,
                state.newest().version(),
                state.retired(),
                state.revision(),
                state.newest().key());
    }

    /** The pipelines whose keys come after this one, in the order of keys; only retired or other ones if that is not null. */
    List<PipelineState> after(String key, Boolean retired, int limit) {
        Condition where = Condition.of("key > ?", key).andIf("retired = ?", retired);
        return sql.list(
                COLUMNS + " WHERE " + where.sql() + " ORDER BY key LIMIT ?",
                PipelineStates::state,
                limited(where, limit));
    }

    /** How many pipelines there are; counting ends at the limit. */
    long count(Boolean retired, int limit) {
        Condition where = Condition.of("key > ?", "").andIf("retired = ?", retired);
        return sql.count("SELECT FROM pipeline_state WHERE " + where.sql() + " LIMIT ?", limited(where, limit));
    }

    private static Object[] limited(Condition where, int limit) {
        List<Object> parameters = new ArrayList<>(where.parameters());
        parameters.add(limit);
        return parameters.toArray();
    }

    private static PipelineState state(ResultSet row) throws SQLException {
        return new PipelineState(
                new PipelineRef(row.getString("key"), row.getInt("newest")),
                row.getBoolean("retired"),
                row.getLong("revision"));
    }
}
