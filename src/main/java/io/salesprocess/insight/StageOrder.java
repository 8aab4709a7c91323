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
import java.util.stream.Collectors;

/**
 * In which order stages are shown. Deals keep the version of their pipeline until they are migrated (rule 4), so stages that
 * the newest version no longer has can have been entered all the same.
 */
@Singleton
class StageOrder {

    private static final String NEWEST_FIRST = """
            SELECT key, version, stage, published_at <= coalesce(?, 'infinity'::timestamptz) AS there FROM pipeline_stage
            WHERE key = coalesce(?, key) ORDER BY key, version DESC, place""";

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
     * The same, of the versions that there were at a moment; and of later ones if deals had been in their stages, as can be of deals
     * that were brought in with their history.
     *
     * @param asOf null for the present
     */
    List<StageOfPipeline> of(String pipeline, Set<StageOfPipeline> entered, Instant asOf) {
        Map<String, Map<Integer, Version>> versions = new LinkedHashMap<>();
        sql.list(
                NEWEST_FIRST,
                row -> {
                    boolean isThere = row.getBoolean("there");
                    return versions.computeIfAbsent(row.getString("key"), key -> new LinkedHashMap<>())
                            .computeIfAbsent(row.getInt("version"), version -> new Version(new ArrayList<>(), isThere))
                            .stages
                            .add(row.getString("stage"));
                },
                asOf,
                pipeline);
        List<StageOfPipeline> order = new ArrayList<>();
        versions.forEach((key, all) -> {
            List<Version> there = all.values().stream().filter(Version::isThere).toList();
            Set<String> newest = there.isEmpty() ? Set.of() : Set.copyOf(there.get(0).stages);
            Set<String> seen = entered.stream()
                    .filter(stage -> stage.pipeline().equals(key))
                    .map(StageOfPipeline::stage)
                    .collect(Collectors.toSet());
            boolean isEnough = there.stream()
                    .flatMap(version -> version.stages.stream())
                    .collect(Collectors.toSet())
                    .containsAll(seen);
            merge((isEnough ? there : all.values())
                            .stream().map(Version::stages).toList())
                    .stream()
                    .filter(stage -> newest.contains(stage) || seen.contains(stage))
                    .forEach(stage -> order.add(new StageOfPipeline(key, stage)));
        });
        return order;
    }

    /** @param isThere whether it had been published at the moment that is asked about */
    private record Version(List<String> stages, boolean isThere) {}

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
