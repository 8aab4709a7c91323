package io.salesprocess.deal;

import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.DealStatus;
import io.salesprocess.deal.domain.Money;
import io.salesprocess.pipeline.domain.PipelineRef;
import io.salesprocess.platform.json.HyphenatedEnums;
import io.salesprocess.platform.money.Amount;
import io.salesprocess.platform.sql.Sql;
import io.salesprocess.platform.sql.Transactions;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
            SELECT id FROM deal WHERE prospect_id = ? AND status = 'open' AND offering_id IS NOT DISTINCT FROM ?::uuid
            ORDER BY opened_at DESC, id DESC LIMIT 1 FOR NO KEY UPDATE""";

    private static final String OF_PROSPECT = "SELECT id FROM deal WHERE prospect_id = ? ORDER BY id";

    private static final String LOCK_OF_PROSPECT = OF_PROSPECT + " FOR NO KEY UPDATE";

    private static final String INSERT_EVENTS = """
            INSERT INTO deal_event (deal_id, sequence, type, at, actor_kind, actor_id, salesperson_id, stage, stage_from,
                stage_to, attempt, pipeline_key, pipeline_version, data, reason_digest, previous_hash, hash)
            VALUES
            """;

    private static final String EVENT_ROW = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::json, ?, ?, ?)";

    private static final String INSERT_REASON =
            ", reasons AS (INSERT INTO deal_event_reason (deal_id, sequence, salt, reason) VALUES (?, ?, ?, ?))";

    private static final String UPDATE_DEAL = """
             UPDATE deal SET status = ?, stage = ?, attempt = ?, offering_id = ?, owner_id = ?, value_amount = ?,
                value_currency = ?, stage_entered_at = ?, due_at = ?, closed_at = ?, updated_at = ?, lost_reason = ?,
                state = ?::jsonb, sequence = ?, last_hash = ?
            WHERE id = ?""";

    private static final String INSERT_DEAL = """
             INSERT INTO deal (id, pipeline_key, pipeline_version, prospect_id, source, opened_at, status, stage,
                attempt, offering_id, owner_id, value_amount, value_currency, stage_entered_at, due_at, closed_at, updated_at,
                lost_reason, state, sequence, last_hash)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)""";

    private static final String UPDATE_CUSTOM_FIELDS = "UPDATE deal SET custom_fields = ?::jsonb WHERE id = ?";

    private final Sql sql;

    DealStore(Sql sql) {
        this.sql = sql;
    }

    Optional<StoredDeal> find(UUID id) {
        return sql.first(FIND, DealStore::deal, id);
    }

    /** Reads the deal and keeps everybody else from changing it until the transaction ends. */
    Optional<StoredDeal> lock(UUID id) {
        Transactions.mustBeThere();
        return sql.first(LOCK, DealStore::deal, id);
    }

    Optional<UUID> lockOpen(UUID prospectId, UUID offeringId) {
        Transactions.mustBeThere();
        return sql.first(LOCK_OPEN, row -> row.getObject("id", UUID.class), prospectId, offeringId);
    }

    List<UUID> ofProspect(UUID prospectId) {
        return sql.list(OF_PROSPECT, row -> row.getObject("id", UUID.class), prospectId);
    }

    /** Keeps everybody else from changing the prospect's deals until the transaction ends. */
    void lockOfProspect(UUID prospectId) {
        sql.list(LOCK_OF_PROSPECT, row -> true, prospectId);
    }

    List<ListedDeal> list(String condition, String order, int limit, List<Object> parameters) {
        List<Object> all = new ArrayList<>(parameters);
        all.add(limit);
        return sql.list(
                "SELECT " + LISTED + " FROM deal " + condition + " ORDER BY " + order + " LIMIT ?",
                DealStore::listed,
                all.toArray());
    }

    /** Writes a new deal and its first events. */
    void insert(StoredDeal stored, List<StoredEvent> events) {
        Transactions.mustBeThere();
        Deal deal = stored.deal();
        List<Object> parameters = eventParameters(events);
        Collections.addAll(
                parameters,
                deal.id(),
                deal.pipeline().key(),
                deal.pipeline().version(),
                deal.prospectId(),
                stored.source(),
                deal.openedAt());
        addState(parameters, stored);
        sql.updateLater(withEvents(events, null) + INSERT_DEAL, parameters.toArray());
    }

    /** Writes what a deal has become, and the events that made it so. */
    void update(StoredDeal stored, List<StoredEvent> events, Reason reason) {
        List<Object> parameters = eventParameters(events);
        if (reason != null) {
            Collections.addAll(parameters, stored.deal().id(), stored.deal().sequence(), reason.salt(), reason.text());
        }
        addState(parameters, stored);
        parameters.add(stored.deal().id());
        sql.updateLater(withEvents(events, reason) + UPDATE_DEAL, parameters.toArray());
    }

    void updateCustomFields(UUID id, String json) {
        sql.update(UPDATE_CUSTOM_FIELDS, json, id);
    }

    private static String withEvents(List<StoredEvent> events, Reason reason) {
        String rows = String.join(", ", Collections.nCopies(events.size(), EVENT_ROW));
        return "WITH events AS (" + INSERT_EVENTS + rows + ")" + (reason == null ? "" : INSERT_REASON);
    }

    private static List<Object> eventParameters(List<StoredEvent> events) {
        List<Object> parameters = new ArrayList<>();
        for (StoredEvent event : events) {
            Collections.addAll(
                    parameters,
                    event.dealId(),
                    event.sequence(),
                    event.type(),
                    event.at(),
                    HyphenatedEnums.nameOf(event.actor().kind()),
                    event.actor().id(),
                    event.actor().salespersonId(),
                    event.stage(),
                    event.from(),
                    event.to(),
                    event.attempt(),
                    event.pipeline().key(),
                    event.pipeline().version(),
                    event.data(),
                    event.reasonDigest(),
                    event.previousHash(),
                    event.hash());
        }
        return parameters;
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
                DealJson.write(new DealJson.State(deal.visits(), deal.evidence(), deal.payments())),
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
                state.payments(),
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
