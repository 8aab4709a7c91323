package io.salesprocess.pipeline;

import io.salesprocess.pipeline.PipelineDefinition.StageDefinition;
import io.salesprocess.pipeline.domain.PipelineRef;
import io.salesprocess.platform.api.Json;
import io.salesprocess.platform.database.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rows of published versions. */
@Singleton
class PipelineVersions {

    static final String IS_RECEPTION =
            "EXISTS (SELECT FROM pipeline_version v WHERE v.key = %s AND v.version = %s AND %s = ANY (v.reception))";

    private static final String NEWEST_NUMBER = "SELECT max(version) AS newest FROM pipeline_version WHERE key = ?";

    private static final String COLUMNS = "key, version, title, stages, reception, published_at";

    private static final String FIND = "SELECT " + COLUMNS + " FROM pipeline_version WHERE key = ? AND version = ?";

    private static final String NEWEST_AFTER = "SELECT DISTINCT ON (key) " + COLUMNS
            + " FROM pipeline_version WHERE key > ? ORDER BY key, version DESC LIMIT ?";

    /** Versions in which a parameter of a criterion is this text, and whether they are the newest of their pipeline. */
    private static final String NAMING = """
            SELECT %s, version = (SELECT max(n.version) FROM pipeline_version n WHERE n.key = v.key) AS is_newest
            FROM pipeline_version v WHERE jsonb_path_exists(stages,
                '$[*].exitCriteria[*].parameters.* ? (@ == $value)', jsonb_build_object('value', ?::text))
            ORDER BY key, version""".formatted(COLUMNS);

    private final Sql sql;
    private final Json json;

    PipelineVersions(Sql sql, Json json) {
        this.sql = sql;
        this.json = json;
    }

    Optional<Integer> newestNumber(String key) {
        return sql.first(NEWEST_NUMBER, row -> Optional.ofNullable(row.getObject("newest", Integer.class)), key)
                .orElseThrow();
    }

    Optional<PipelineDefinition> find(PipelineRef ref) {
        return sql.first(FIND, this::definition, ref.key(), ref.version());
    }

    /** The newest versions of the pipelines whose keys come after this one, in the order of keys. */
    List<PipelineDefinition> newestAfter(String key, int limit) {
        return sql.list(NEWEST_AFTER, this::definition, key, limit);
    }

    /** How many pipelines there are; counting ends at the limit. */
    long count(int limit) {
        return sql.count("SELECT DISTINCT key FROM pipeline_version LIMIT ?", limit);
    }

    /**
     * A version with a criterion that names something.
     *
     * @param isNewest whether new deals follow it
     */
    record Naming(PipelineDefinition definition, boolean isNewest) {}

    /** Every version with a criterion of which a parameter is this text. */
    List<Naming> naming(String value) {
        return sql.list(NAMING, row -> new Naming(definition(row), row.getBoolean("is_newest")), value);
    }

    private List<StageDefinition> stages(ResultSet row) throws SQLException {
        List<String> reception = List.of((String[]) row.getArray("reception").getArray());
        return Stream.of(json.read(row.getString("stages"), StageDefinition[].class))
                .map(stage -> stage.with(reception.contains(stage.key())))
                .toList();
    }

    private PipelineDefinition definition(ResultSet row) throws SQLException {
        return new PipelineDefinition(
                row.getString("key"),
                row.getInt("version"),
                row.getString("title"),
                stages(row),
                Sql.instant(row, "published_at"));
    }
}
