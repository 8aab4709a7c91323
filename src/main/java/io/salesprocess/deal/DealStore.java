package io.salesprocess.deal;

import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.DealStatus;
import io.salesprocess.deal.domain.Money;
import io.salesprocess.pipeline.domain.PipelineRef;
import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.database.Condition;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.database.SqlPart;
import io.salesprocess.platform.database.Transactions;
import io.salesprocess.platform.kernel.Amount;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The rows of deals and their events. A deal and what happened to it are written by one statement. */
@Singleton
class DealStore {

    private static final String COLUMNS = """
            id, number, pipeline_key, pipeline_version, status, stage, attempt, prospect_id, owner_id, source, value_amount,
            value_currency, opened_at, stage_entered_at, due_at, closed_at, updated_at, lost_reason, custom_fields, state,
            sequence, last_hash""";

    private static final String LISTED = """
            id, number, pipeline_key, pipeline_version, status, stage, attempt, prospect_id, offering_id, owner_id, source,
            value_amount, value_currency, opened_at, stage_entered_at, due_at, closed_at, updated_at, lost_reason,
            custom_fields, sequence""";

    private static final String FIND = "SELECT " + COLUMNS + " FROM deal WHERE id = ?";

    /** Leaves the key alone, so that rows which refer to the deal can be written meanwhile. */
    private static final String LOCK = FIND + " FOR NO KEY UPDATE";

    private static final String LOCK_OPEN = """
            SELECT %s FROM deal WHERE prospect_id = ? AND status = 'open' AND offering_id IS NOT DISTINCT FROM ?::uuid
            ORDER BY opened_at DESC, id DESC LIMIT 1 FOR NO KEY UPDATE""".formatted(COLUMNS);

    private static final String FIND_OF_PROSPECT = "SELECT " + COLUMNS + " FROM deal WHERE prospect_id = ? ORDER BY id";

    private static final String OF_PROSPECT = "SELECT id FROM deal WHERE prospect_id = ? ORDER BY id";

    private static final String LOCK_OF_PROSPECT = OF_PROSPECT + " FOR NO KEY UPDATE";

    private static final String UPDATE_DEAL = """
             UPDATE deal SET status = ?, stage = ?, attempt = ?, offering_id = ?, owner_id = ?, value_amount = ?,
                value_currency = ?, stage_entered_at = ?, due_at = ?, closed_at = ?, updated_at = ?, lost_reason = ?,
                state = ?::jsonb, sequence = ?, last_hash = ?, custom_fields = coalesce(?::jsonb, custom_fields)
            WHERE id = ?""";

    private static final String INSERT_DEAL = """
             INSERT INTO deal (id, pipeline_key, pipeline_version, prospect_id, source, opened_at, status, stage,
                attempt, offering_id, owner_id, value_amount, value_currency, stage_entered_at, due_at, closed_at, updated_at,
                lost_reason, state, sequence, last_hash)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)""";

    private static final String FORGET_WORDS =
            "UPDATE deal SET lost_reason = NULL, custom_fields = '{}' WHERE prospect_id = ?";

    private final Sql sql;

    DealStore(Sql sql) {
        this.sql = sql;
    }

    Optional<StoredDeal> find(UUID id) {
        return sql.first(FIND, DealStore::deal, id);
    }

    /** Reads the deal and locks it until the transaction ends. */
    Optional<StoredDeal> lock(UUID id) {
        Transactions.mustBeThere();
        return sql.first(LOCK, DealStore::deal, id);
    }

    /** The same for the newest open deal of a prospect about an offering. */
    Optional<StoredDeal> lockOpen(UUID prospectId, UUID offeringId) {
        Transactions.mustBeThere();
        return sql.first(LOCK_OPEN, DealStore::deal, prospectId, offeringId);
    }

    List<StoredDeal> of(UUID prospectId) {
        return sql.list(FIND_OF_PROSPECT, DealStore::deal, prospectId);
    }

    List<UUID> ofProspect(UUID prospectId) {
        return sql.list(OF_PROSPECT, row -> row.getObject("id", UUID.class), prospectId);
    }

    /** Locks the prospect's deals until the transaction ends. */
    void lockOfProspect(UUID prospectId) {
        sql.list(LOCK_OF_PROSPECT, row -> true, prospectId);
    }

    /** Deals that match the filter, in its order, among those that are shown. */
    List<ListedDeal> list(DealFilter filter, Condition shown, Instant now, int limit) {
        Condition where = shown.and(filter.condition(now));
        List<Object> parameters = new ArrayList<>(where.parameters());
        parameters.add(limit);
        return sql.list(
                "SELECT " + LISTED + " FROM deal WHERE " + where.sql() + " ORDER BY "
                        + filter.order().orderBy() + " LIMIT ?",
                DealStore::listed,
                parameters.toArray());
    }

    /** How many deals match the filter, among those that are shown; counting ends at the limit. */
    long count(DealFilter filter, Condition shown, Instant now, int limit) {
        Condition where = shown.and(filter.condition(now));
        List<Object> parameters = new ArrayList<>(where.parameters());
        parameters.add(limit);
        return sql.count("SELECT FROM deal WHERE " + where.sql() + " LIMIT ?", parameters.toArray());
    }

    /** Erases what people wrote on the deals of a prospect. */
    void forgetWords(UUID prospectId) {
        sql.update(FORGET_WORDS, prospectId);
    }

    /** Writes a new deal together with its first events. */
    void insert(StoredDeal stored, SqlPart events) {
        Transactions.mustBeThere();
        Deal deal = stored.deal();
        List<Object> parameters = new ArrayList<>(events.parameters());
        Collections.addAll(
                parameters,
                deal.id(),
                deal.pipeline().key(),
                deal.pipeline().version(),
                deal.prospectId(),
                stored.source(),
                deal.openedAt());
        addState(parameters, stored);
        sql.updateLater(events.sql() + INSERT_DEAL, parameters.toArray());
    }

    /**
     * Writes what a deal has become, together with the events that made it so.
     *
     * @param customFields null if they stay
     */
    void update(StoredDeal stored, SqlPart events, Map<String, Object> customFields) {
        List<Object> parameters = new ArrayList<>(events.parameters());
        addState(parameters, stored);
        parameters.add(customFields == null ? null : DealJson.write(customFields));
        parameters.add(stored.deal().id());
        sql.updateLater(events.sql() + UPDATE_DEAL, parameters.toArray());
    }

    private static void addState(List<Object> parameters, StoredDeal stored) {
        Deal deal = stored.deal();
        Collections.addAll(
                parameters,
                HyphenatedEnums.nameOf(deal.status()),
                deal.stage(),
                deal.attempt(),
                deal.offeringId(),
                deal.ownerId(),
                deal.value() == null ? null : deal.value().amount(),
                deal.value() == null ? null : deal.value().currency(),
                deal.stageEnteredAt(),
                deal.dueAt(),
                deal.closedAt(),
                stored.updatedAt(),
                stored.lostReason(),
                DealJson.write(DealJson.State.of(deal)),
                deal.sequence(),
                stored.lastHash());
    }

    private static ListedDeal listed(ResultSet row) throws SQLException {
        String currency = row.getString("value_currency");
        return new ListedDeal(
                row.getObject("id", UUID.class),
                row.getLong("number"),
                new PipelineRef(row.getString("pipeline_key"), row.getInt("pipeline_version")),
                HyphenatedEnums.valueOf(DealStatus.class, row.getString("status")),
                row.getString("stage"),
                row.getInt("attempt"),
                row.getObject("prospect_id", UUID.class),
                row.getObject("offering_id", UUID.class),
                row.getObject("owner_id", UUID.class),
                row.getString("source"),
                currency == null ? null : new Amount(row.getLong("value_amount"), currency),
                Sql.instant(row, "opened_at"),
                Sql.instant(row, "stage_entered_at"),
                Sql.instant(row, "due_at"),
                Sql.instant(row, "closed_at"),
                Sql.instant(row, "updated_at"),
                row.getString("lost_reason"),
                row.getLong("sequence"),
                DealJson.readFields(row.getString("custom_fields")));
    }

    private static StoredDeal deal(ResultSet row) throws SQLException {
        DealJson.State state = DealJson.readState(row.getString("state"));
        String currency = row.getString("value_currency");
        Deal deal = new Deal(
                row.getObject("id", UUID.class),
                new PipelineRef(row.getString("pipeline_key"), row.getInt("pipeline_version")),
                HyphenatedEnums.valueOf(DealStatus.class, row.getString("status")),
                row.getString("stage"),
                row.getInt("attempt"),
                row.getObject("prospect_id", UUID.class),
                row.getObject("owner_id", UUID.class),
                currency == null ? null : new Money(row.getLong("value_amount"), currency),
                Sql.instant(row, "opened_at"),
                Sql.instant(row, "stage_entered_at"),
                Sql.instant(row, "due_at"),
                Sql.instant(row, "closed_at"),
                state.visits(),
                state.evidence(),
                state.payments().read(),
                row.getLong("sequence"));
        return new StoredDeal(
                deal,
                row.getLong("number"),
                row.getString("source"),
                DealJson.readFields(row.getString("custom_fields")),
                Sql.instant(row, "updated_at"),
                row.getString("lost_reason"),
                row.getBytes("last_hash"));
    }
}
