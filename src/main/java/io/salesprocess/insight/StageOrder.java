package io.salesprocess.insight;

import io.salesprocess.insight.InsightStore.StageOfPipeline;
import io.salesprocess.platform.database.Sql;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * In which order stages are shown. Deals keep the version of their pipeline until they are migrated (rule 4), so stages that
 * the newest version no longer has can have been entered all the same.
 */
@Singleton
class StageOrder {

    private static final String NEWEST_FIRST = """
            SELECT key, version, stage FROM pipeline_stage
            WHERE key = coalesce(?, key) AND published_at <= coalesce(?, 'infinity'::timestamptz)
            ORDER BY key, version DESC, place""";

    private final Sql sql;

    StageOrder(Sql sql) {
        this.sql = sql;
    }

    /**
     * The stages of the newest versions, and those of earlier ones that have been entered.
     *
     * @param pipeline the key of the only pipeline wanted, or null
     */
    List<StageOfPipeline> of(String pipeline, Set<StageOfPipeline> entered) {
        return of(pipeline, entered, null);
    }

    /**
     * The same, of the versions that there were at a moment.
     *
     * @param asOf null for the present
     */
    List<StageOfPipeline> of(String pipeline, Set<StageOfPipeline> entered, Instant asOf) {
        Map<String, Map<Integer, List<String>>> versions = new LinkedHashMap<>();
        sql.list(
                NEWEST_FIRST,
                row -> versions.computeIfAbsent(row.getString("key"), key -> new LinkedHashMap<>())
                        .computeIfAbsent(row.getInt("version"), version -> new ArrayList<>())
                        .add(row.getString("stage")),
                pipeline,
                asOf);
        List<StageOfPipeline> order = new ArrayList<>();
        versions.forEach((key, stages) -> {
            List<List<String>> newestFirst = List.copyOf(stages.values());
            merge(newestFirst).stream()
                    .map(stage -> new StageOfPipeline(key, stage))
                    .filter(stage -> newestFirst.get(0).contains(stage.stage()) || entered.contains(stage))
                    .forEach(order::add);
        });
        return order;
    }

    /** All stages of all versions: those of the newest in its order, and each other one after what it came after last. */
    static List<String> merge(List<List<String>> newestFirst) {
        List<String> merged = new ArrayList<>();
        for (List<String> version : newestFirst) {
            int place = 0;
            for (String stage : version) {
                int known = merged.indexOf(stage);
                if (known < 0) {
                    merged.add(place++, stage);
                } else {
                    place = known + 1;
                }
            }
        }
        return merged;
    }
}
