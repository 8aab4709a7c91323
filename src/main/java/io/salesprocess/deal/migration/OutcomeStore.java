package io.salesprocess.deal.migration;

import io.salesprocess.deal.migration.MigratedDeal.Outcome;
import io.salesprocess.platform.database.Condition;
import io.salesprocess.platform.database.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The rows of what became of deals. A deal has one outcome in a migration, so it is moved once at the most. */
@Singleton
class OutcomeStore {

    private static final String KNOWN =
            "SELECT deal_id FROM deal_migration_outcome WHERE migration_id = ? AND deal_id = ANY (?)";

    private static final String INSERT = """
            INSERT INTO deal_migration_outcome (migration_id, deal_id, sequence, reason, at)
            SELECT ?::uuid, * FROM unnest(?::uuid[], ?::bigint[], ?::text[], ?::timestamptz[])""";

    private static final String SELECT = "SELECT deal_id, sequence, reason, at FROM deal_migration_outcome WHERE ";

    private final Sql sql;

    OutcomeStore(Sql sql) {
        this.sql = sql;
    }

    /** Those of these deals that have an outcome already. */
    Set<UUID> known(UUID migration, Collection<UUID> deals) {
        return deals.isEmpty()
                ? Set.of()
                : Set.copyOf(sql.list(
                        KNOWN, row -> row.getObject("deal_id", UUID.class), migration, deals.toArray(UUID[]::new)));
    }

    void insert(UUID migration, List<MigratedDeal> outcomes) {
        if (outcomes.isEmpty()) {
            return;
        }
        sql.updateLater(
                INSERT,
                migration,
                outcomes.stream().map(MigratedDeal::dealId).toArray(UUID[]::new),
                outcomes.stream().map(MigratedDeal::sequence).toArray(Long[]::new),
                outcomes.stream().map(MigratedDeal::reason).toArray(String[]::new),
                outcomes.stream().map(outcome -> outcome.at().toString()).toArray(String[]::new));
    }

    /** Outcomes of deals after this one, in the order of the deals' ids; those of one kind, or all if that is null. */
    List<MigratedDeal> after(UUID migration, Outcome outcome, UUID deal, int limit) {
        Condition where = of(migration, outcome).and(Condition.of("deal_id > ?", deal));
        List<Object> parameters = new ArrayList<>(where.parameters());
        parameters.add(limit);
        return sql.list(
                SELECT + where.sql() + " ORDER BY deal_id LIMIT ?", OutcomeStore::outcome, parameters.toArray());
    }

    long count(UUID migration, Outcome outcome, int limit) {
        Condition where = of(migration, outcome);
        List<Object> parameters = new ArrayList<>(where.parameters());
        parameters.add(limit);
        return sql.count("SELECT FROM deal_migration_outcome WHERE " + where.sql() + " LIMIT ?", parameters.toArray());
    }

    private static Condition of(UUID migration, Outcome outcome) {
        Condition all = Condition.of("migration_id = ?", migration);
        if (outcome == null) {
            return all;
        }
        return all.and(Condition.of(outcome == Outcome.REFUSED ? "reason IS NOT NULL" : "reason IS NULL"));
    }

    private static MigratedDeal outcome(ResultSet row) throws SQLException {
        String reason = row.getString("reason");
        return new MigratedDeal(
                row.getObject("deal_id", UUID.class),
                reason == null ? Outcome.MOVED : Outcome.REFUSED,
                row.getObject("sequence", Long.class),
                reason,
                Sql.instant(row, "at"));
    }
}
