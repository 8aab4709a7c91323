package io.salesprocess.deal;

import io.salesprocess.access.Reach;
import io.salesprocess.access.Role;
import io.salesprocess.pipeline.Pipelines;
import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.database.Sql;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** What decides who may see deals, for many deals and many callers at once. */
@Singleton
public class DealStandings {

    private static final String FIND = """
            SELECT d.id, d.owner_id, d.status = 'open' AS is_open, %s AS is_reception, %s AS asks_admins
            FROM deal d WHERE d.id = ANY (?)""".formatted(
            Pipelines.isReception("d.pipeline_key", "d.pipeline_version", "d.stage"),
            Pipelines.asksForApprovalBy(HyphenatedEnums.nameOf(Role.ADMIN), "d.pipeline_key", "d.pipeline_version"));

    private final Sql sql;

    DealStandings(Sql sql) {
        this.sql = sql;
    }

    /** As the deals stand now, by their ids. */
    public Map<UUID, Reach.Standing> of(Collection<UUID> deals) {
        record Found(UUID id, Reach.Standing standing) {}
        return sql
                .list(
                        FIND,
                        row -> new Found(
                                row.getObject("id", UUID.class),
                                new Reach.Standing(
                                        row.getObject("owner_id", UUID.class),
                                        row.getBoolean("is_open"),
                                        row.getBoolean("is_reception"),
                                        row.getBoolean("asks_admins"))),
                        (Object) deals.toArray(UUID[]::new))
                .stream()
                .collect(Collectors.toMap(Found::id, Found::standing));
    }
}
