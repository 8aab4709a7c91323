package io.salesprocess.deal;

import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.DealStatus;
import io.salesprocess.deal.domain.Money;
import io.salesprocess.pipeline.domain.PipelineRef;
import io.salesprocess.pipeline.field.FieldFilter;
import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.database.Condition;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.database.SqlPart;
import io.salesprocess.platform.database.Transactions;
import io.salesprocess.platform.kernel.Amount;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The rows of deals and their events. A deal and what happened to it are written by one statement. */
@Singleton
class DealStore {

    /** How many deals are looked through in the order of the list before the index of custom values is asked. */
    private static final int LOOKED_THROUGH = 5_000;

    private static final String COLUMNS = """
            id, number, pipeline_key, pipeline_version, status, stage, attempt, prospect_id, owner_id, source, value_amount,
            value_currency, opened_at, stage_entered_at, due_at, closed_at, updated_at, lost_reason, custom_fields, state,
            told_due_at, told, sequence, last_hash""";

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

    private static final String OPEN_OF_OWNER = """
            SELECT id, opened_at FROM deal WHERE owner_id = ? AND status = 'open' AND (opened_at, id) > (?, ?)
            ORDER BY opened_at, id LIMIT ?""";

    private static final String COUNT_OPEN_OF_OWNER = "SELECT FROM deal WHERE owner_id = ? AND status = 'open' LIMIT ?";

    private static final String OF_PROSPECT = "SELECT id FROM deal WHERE prospect_id = ? ORDER BY id";

    private static final String LOCK_OF_PROSPECT = OF_PROSPECT + " FOR NO KEY UPDATE";

    private static final String UPDATE_STATE = """
             UPDATE deal SET prospect_id = ?, status = ?, stage = ?, attempt = ?, offering_id = ?, owner_id = ?, value_amount = ?,
                value_currency = ?, stage_entered_at = ?, due_at = ?, closed_at = ?, updated_at = ?, lost_reason = ?,
                state = ?::jsonb, told_due_at = ?, told = ?::jsonb, sequence = ?, last_hash = ?, pipeline_version = ?""";

    private static final String UPDATE_DEAL = UPDATE_STATE + " WHERE id = ?";

    /** Another statement, because values have triggers, which cost time. */
    private static final String UPDATE_DEAL_AND_FIELDS = UPDATE_STATE + ", custom_fields = ?::jsonb WHERE id = ?";

    /** The same from arrays, so that the text is the same however many there are. */
    private static final String UPDATE_DEALS = """
             UPDATE deal d SET status = n.status, stage = n.stage, attempt = n.attempt, offering_id = n.offering_id,
                owner_id = n.owner_id, value_amount = n.value_amount, value_currency = n.value_currency,
                stage_entered_at = n.stage_entered_at, due_at = n.due_at, closed_at = n.closed_at,
                updated_at = n.updated_at, lost_reason = n.lost_reason, state = n.state::jsonb,
                told_due_at = n.told_due_at, told = n.told::jsonb, sequence = n.sequence, last_hash = n.last_hash, pipeline_version = n.pipeline_version
            FROM unnest(?::text[], ?::text[], ?::integer[], ?::uuid[], ?::uuid[], ?::bigint[], ?::text[], ?::timestamptz[],
                ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::text[], ?::text[], ?::timestamptz[], ?::text[],
                ?::bigint[], ?::bytea[], ?::integer[], ?::uuid[])
                AS n (status, stage, attempt, offering_id, owner_id, value_amount, value_currency, stage_entered_at, due_at,
                    closed_at, updated_at, lost_reason, state, told_due_at, told, sequence, last_hash, pipeline_version,
                    id)
            WHERE d.id = n.id""";

    private static final String FIND_ALL = "SELECT " + COLUMNS + " FROM deal WHERE id = ANY (?) ORDER BY id";

    private static final String LOCK_ALL = FIND_ALL + " FOR NO KEY UPDATE";

    private static final String LOCK_IDLE = "SELECT " + COLUMNS + """
             FROM deal WHERE id = ANY (?) AND status = 'open' AND pipeline_key = ? AND pipeline_version = ?
            ORDER BY id FOR NO KEY UPDATE SKIP LOCKED""";

    private static final String LOCK_FREE = FIND_ALL + " FOR NO KEY UPDATE SKIP LOCKED";

    /** The conditions are those of the index, to the letter. */
    private static final String IS_OVERDUE =
            "status = 'open' AND told_due_at IS DISTINCT FROM due_at AND due_at >= ? AND due_at < ?";

    private static final String OVERDUE =
            "SELECT id FROM deal WHERE " + IS_OVERDUE + " AND id <> ALL (?) ORDER BY due_at LIMIT ?";

    private static final String OLDEST_OVERDUE =
            "SELECT due_at FROM deal WHERE " + IS_OVERDUE + " ORDER BY due_at LIMIT 1";

    private static final String COUNT_OVERDUE = "SELECT FROM deal WHERE " + IS_OVERDUE + " LIMIT ?";

    /** By the primary key: no index has to be kept for what is asked once in a while. One damaged state keeps no other out. */
    private static final String SPAN = """
            SELECT id, CASE WHEN status = 'open' AND pipeline_key = ? AND pipeline_version = ? THEN ARRAY(
                SELECT v.visit ->> 'stage' FROM jsonb_array_elements(
                    CASE jsonb_typeof(state -> 'visits') WHEN 'array' THEN state -> 'visits' ELSE '[]' END)
                    WITH ORDINALITY AS v (visit, place)
                ORDER BY v.place) END AS visited
            FROM deal WHERE id > ? ORDER BY id LIMIT ?""";

    private static final String INSERT_DEAL = """
             INSERT INTO deal (id, pipeline_key, pipeline_version, prospect_id, source, opened_at, status, stage,
                attempt, offering_id, owner_id, value_amount, value_currency, stage_entered_at, due_at, closed_at, updated_at,
                lost_reason, state, told_due_at, told, sequence, last_hash, custom_fields)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?::jsonb, ?, ?, ?::jsonb)""";

    private static final String IS_FOLLOWED = """
            SELECT EXISTS (SELECT FROM deal WHERE status = 'open' AND pipeline_key = ? AND pipeline_version = ?)""";

    /** Where values of custom fields are common, enough deals that have them are among the next ones of the list. */
    private static final String LIST_FIRST = "SELECT " + LISTED + " FROM (SELECT " + LISTED
            + ", %s AS place FROM deal WHERE %s ORDER BY %s LIMIT " + LOOKED_THROUGH
            + ") AS deal WHERE %s ORDER BY %s LIMIT ?";

    /**
     * Where they are rare, the index of values leads to all of them, of which the first are shown. In one step the planner might
     * prefer to look through the whole list.
     */
    private static final String LIST_RARE =
            "WITH found AS MATERIALIZED (SELECT id AS found_id, %s AS place FROM deal WHERE %s),"
                    + " page AS MATERIALIZED (SELECT found_id FROM found ORDER BY %s LIMIT ?)"
                    + " SELECT " + LISTED + " FROM deal WHERE id IN (SELECT found_id FROM page) ORDER BY %s";

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

    /** Those of these deals that there are. */
    List<StoredDeal> findAll(Collection<UUID> ids) {
        return sql.list(FIND_ALL, DealStore::deal, (Object) ids.toArray(UUID[]::new));
    }

    /** The same, locked one after the other in the order of their ids until the transaction ends. */
    List<StoredDeal> lockAll(Collection<UUID> ids) {
        Transactions.mustBeThere();
        return sql.list(LOCK_ALL, DealStore::deal, (Object) ids.toArray(UUID[]::new));
    }

    /** Those of these deals that are open, follow the version and are not locked by others; now they are locked. */
    List<StoredDeal> lockIdle(Collection<UUID> ids, PipelineRef version) {
        Transactions.mustBeThere();
        return sql.list(LOCK_IDLE, DealStore::deal, ids.toArray(UUID[]::new), version.key(), version.version());
    }

    /** Those of these deals that are not locked by others; now they are locked. */
    List<StoredDeal> lockFree(Collection<UUID> ids) {
        Transactions.mustBeThere();
        return sql.list(LOCK_FREE, DealStore::deal, (Object) ids.toArray(UUID[]::new));
    }

    /** Deals whose current attempt fell due in this time, and that have not been told. */
    List<UUID> overdue(Instant from, Instant before, Collection<UUID> except, int limit) {
        return sql.list(
                OVERDUE, row -> row.getObject("id", UUID.class), from, before, except.toArray(UUID[]::new), limit);
    }

    /** How many there are; counting ends at the limit. */
    long countOverdue(Instant from, Instant before, int limit) {
        return sql.count(COUNT_OVERDUE, from, before, limit);
    }

    /** When the first of them fell due. */
    Optional<Instant> oldestOverdue(Instant from, Instant before) {
        return sql.first(OLDEST_OVERDUE, row -> Sql.instant(row, "due_at"), from, before);
    }

    /**
     * Some of all deals, in the order of their ids.
     *
     * @param after where to begin
     * @param limit how many to look at
     */
    List<Deals.Passed> span(PipelineRef version, UUID after, int limit) {
        return sql.list(SPAN, DealStore::passed, version.key(), version.version(), after, limit);
    }

    private static Deals.Passed passed(ResultSet row) throws SQLException {
        Array visited = row.getArray("visited");
        return new Deals.Passed(
                row.getObject("id", UUID.class),
                visited != null,
                visited == null
                        ? List.of()
                        : Stream.of((String[]) visited.getArray())
                                .filter(Objects::nonNull)
                                .toList());
    }

    List<StoredDeal> of(UUID prospectId) {
        return sql.list(FIND_OF_PROSPECT, DealStore::deal, prospectId);
    }

    List<UUID> ofProspect(UUID prospectId) {
        return sql.list(OF_PROSPECT, row -> row.getObject("id", UUID.class), prospectId);
    }

    /** Open deals of a salesperson, those opened first at the beginning, from a place on. */
    List<Deals.Opened> openOf(UUID ownerId, Deals.Opened after, int limit) {
        return sql.list(
                OPEN_OF_OWNER,
                row -> new Deals.Opened(row.getObject("id", UUID.class), Sql.instant(row, "opened_at")),
                ownerId,
                after.at(),
                after.id(),
                limit);
    }

    /** How many there are; counting ends at the limit. */
    long countOpenOf(UUID ownerId, int limit) {
        return sql.count(COUNT_OPEN_OF_OWNER, ownerId, limit);
    }

    /** Locks the prospect's deals until the transaction ends. */
    void lockOfProspect(UUID prospectId) {
        sql.list(LOCK_OF_PROSPECT, row -> true, prospectId);
    }

    /** Deals that match the filter, in its order, among those that are shown. */
    List<ListedDeal> list(DealFilter filter, Condition shown, Instant now, int limit) {
        Condition where = shown.and(filter.condition(now));
        if (!filter.fields().isEmpty()) {
            return list(filter.fields(), filter.order(), where, limit);
        }
        List<Object> parameters = new ArrayList<>(where.parameters());
        parameters.add(limit);
        return sql.list(
                "SELECT " + LISTED + " FROM deal WHERE " + where.sql() + " ORDER BY "
                        + filter.order().orderBy() + " LIMIT ?",
                DealStore::listed,
                parameters.toArray());
    }

    private List<ListedDeal> list(FieldFilter fields, DealOrder order, Condition where, int limit) {
        if (!fields.isForFew()) {
            List<ListedDeal> first = firstOnes(fields.holds("deal.id"), order, where, limit);
            if (first.size() == limit) {
                return first;
            }
        }
        Condition found = fields.leadsTo("id").and(where);
        List<Object> parameters = new ArrayList<>(found.parameters());
        parameters.add(limit);
        return sql.list(
                fields.planFor(LIST_RARE)
                        .formatted(order.column(), found.sql(), order.orderBy("place", "found_id"), order.orderBy()),
                DealStore::listed,
                parameters.toArray());
    }

    private List<ListedDeal> firstOnes(Condition holds, DealOrder order, Condition where, int limit) {
        List<Object> parameters = new ArrayList<>(where.parameters());
        parameters.addAll(holds.parameters());
        parameters.add(limit);
        return sql.list(
                LIST_FIRST.formatted(
                        order.column(), where.sql(), order.orderBy(), holds.sql(), order.orderBy("place", "id")),
                DealStore::listed,
                parameters.toArray());
    }

    /** Whether an open deal follows this version of a pipeline. */
    boolean isFollowed(PipelineRef version) {
        return sql.first(IS_FOLLOWED, row -> row.getBoolean(1), version.key(), version.version())
                .orElseThrow();
    }

    /** How many deals match the filter, among those that are shown; counting ends at the limit. */
    long count(DealFilter filter, Condition shown, Instant now, int limit) {
        Condition where = filter.fields().leadsTo("id").and(shown).and(filter.condition(now));
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
        parameters.add(DealJson.write(stored.customFields()));
        sql.updateLater(events.sql() + INSERT_DEAL, parameters.toArray());
    }

    /**
     * Writes what a deal has become, together with the events that made it so.
     *
     * @param customFields null if they stay
     */
    void update(StoredDeal stored, SqlPart events, Map<String, Object> customFields) {
        List<Object> parameters = new ArrayList<>(events.parameters());
        parameters.add(stored.deal().prospectId());
        addState(parameters, stored);
        parameters.add(stored.deal().pipeline().version());
        if (customFields != null) {
            parameters.add(DealJson.write(customFields));
        }
        parameters.add(stored.deal().id());
        sql.updateLater(
                events.sql() + (customFields == null ? UPDATE_DEAL : UPDATE_DEAL_AND_FIELDS), parameters.toArray());
    }

    /** Writes what several deals have become but their custom fields, each once, together with the events that made them so. */
    void update(List<StoredDeal> deals, SqlPart events) {
        List<List<Object>> rows = new ArrayList<>();
        for (StoredDeal changed : deals) {
            List<Object> row = new ArrayList<>();
            addState(row, changed);
            row.add(changed.deal().pipeline().version());
            row.add(changed.deal().id());
            rows.add(row);
        }
        List<Object> parameters = new ArrayList<>(events.parameters());
        for (int column = 0; column < rows.get(0).size(); column++) {
            parameters.add(column(rows, column));
        }
        sql.updateLater(events.sql() + UPDATE_DEALS, parameters.toArray());
    }

    /** Texts are what the driver can send of every type; hashes it sends as they are. */
    private static Object column(List<List<Object>> rows, int column) {
        boolean isBinary = rows.get(0).get(column) instanceof byte[];
        return isBinary
                ? rows.stream().map(row -> (byte[]) row.get(column)).toArray(byte[][]::new)
                : rows.stream()
                        .map(row -> Objects.toString(row.get(column), null))
                        .toArray(String[]::new);
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
                deal.told().stageDueAt(),
                DealJson.write(deal.told()),
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
                DealJson.readTold(Sql.instant(row, "told_due_at"), row.getString("told")),
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
