package io.salesprocess.pipeline;

import io.salesprocess.pipeline.PipelineDefinition.StageDefinition;
import io.salesprocess.pipeline.domain.PipelineRef;
import io.salesprocess.platform.api.Json;
import io.salesprocess.platform.database.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rows of published versions. */
@Singleton
class PipelineVersions {

    static final String IS_RECEPTION =
            "EXISTS (SELECT FROM pipeline_version v WHERE v.key = %s AND v.version = %s AND %s = ANY (v.reception))";

    static final String ASKS_FOR_APPROVAL = """
            EXISTS (SELECT FROM pipeline_version v, jsonb_path_query(v.stages,
                '$[*].exitCriteria[*] ? (@.type == "approved").parameters') asked
            WHERE v.key = %s AND v.version = %s AND coalesce(asked ->> 'role', 'manager') = '%s')""";

    private static final String COLUMNS = "key, version, title, calendar, stages, reception, published_at";

    private static final String FIND = "SELECT " + COLUMNS + " FROM pipeline_version WHERE key = ? AND version = ?";

    private static final String ALL = """
            SELECT %s FROM pipeline_version
            JOIN unnest(string_to_array(?, ' '), string_to_array(?, ' ')::integer[]) AS wanted (key, version) USING (key, version)
            ORDER BY key""".formatted(COLUMNS);

    private static final String INSERT = """
            INSERT INTO pipeline_version (key, version, title, calendar, stages, reception, published_at)
            VALUES (?, ?, ?, ?, ?::jsonb, string_to_array(?, ' '), ?) ON CONFLICT DO NOTHING""";

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

    Optional<PipelineDefinition> find(PipelineRef ref) {
        return sql.first(FIND, this::definition, ref.key(), ref.version());
    }

    /** The newest versions of these pipelines, in the order of keys. */
    List<PipelineDefinition> all(List<PipelineState> pipelines) {
        Map<String, PipelineState> byKey = pipelines.stream()
                .collect(Collectors.toMap(state -> state.newest().key(), Function.identity()));
        return sql
                .list(
                        ALL,
                        this::definition,
                        words(pipelines, state -> state.newest().key()),
                        words(pipelines, state -> state.newest().version()))
                .stream()
                .map(found -> found.with(byKey.get(found.key())))
                .toList();
    }

    /** Publishes a version; false if there is one of this number, also if another transaction has just published it. */
    boolean insert(PipelineDefinition version) {
        return sql.update(
                        INSERT,
                        version.key(),
                        version.version(),
                        version.title(),
                        version.calendar(),
                        json.write(version.stages()),
                        words(
                                version.stages().stream()
                                        .filter(StageDefinition::reception)
                                        .toList(),
                                StageDefinition::key),
                        version.publishedAt())
                == 1;
    }

    private static <T> String words(List<T> things, Function<T, Object> word) {
        return things.stream().map(word).map(Object::toString).collect(Collectors.joining(" "));
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
                row.getString("calendar"),
                stages(row),
                Sql.instant(row, "published_at"),
                false);
    }
}
