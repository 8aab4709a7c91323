package io.salesprocess.insight.link;

import io.salesprocess.access.Caller;
import io.salesprocess.access.Role;
import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.database.Condition;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.database.Transactions;
import io.salesprocess.platform.kernel.Sha256;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The rows of links to insights, known by the hash of their secret. */
@Singleton
class InsightLinkStore {

    private static final String SELECT = """
            SELECT id, name, pipeline_key, owner_id, offering_id, source, opened_from, opened_to, embed_on, created_at, expires_at,
                created_by, maker_kind, maker_identity, maker_roles, maker_salesperson_id
            FROM shared_insight WHERE\s""";
    private static final String BY_TOKEN = SELECT + "token_hash = ? AND expires_at > ?";
    private static final String FIND = SELECT + "id = ?";
    private static final String AFTER = SELECT + "id > ? AND %s ORDER BY id LIMIT ?";
    private static final String COUNT = "SELECT FROM shared_insight WHERE %s LIMIT ?";
    private static final String ONE_AT_A_TIME = "LOCK TABLE shared_insight IN SHARE ROW EXCLUSIVE MODE";
    private static final String INSERT = """
            INSERT INTO shared_insight (id, token_hash, name, pipeline_key, owner_id, offering_id, source, opened_from, opened_to,
                embed_on, created_at, expires_at, created_by, maker_kind, maker_identity, maker_roles, maker_salesperson_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String DELETE = "DELETE FROM shared_insight WHERE id = ?";
    private static final String SWEEP = "DELETE FROM shared_insight WHERE expires_at <= ?";

    private final Sql sql;

    InsightLinkStore(Sql sql) {
        this.sql = sql;
    }

    /** The link with this secret; empty if it is unknown, expired or revoked. */
    Optional<InsightLink> byToken(String token, Instant now) {
        return sql.first(BY_TOKEN, InsightLinkStore::link, Sha256.of(token), now);
    }

    Optional<InsightLink> find(UUID id) {
        return sql.first(FIND, InsightLinkStore::link, id);
    }

    /** @param maker the identity of the caller whose links are wanted, or null for all */
    List<InsightLink> after(String maker, UUID id, int limit) {
        Condition condition = by(maker);
        List<Object> parameters = new ArrayList<>(List.of(id));
        parameters.addAll(condition.parameters());
        parameters.add(limit);
        return sql.list(AFTER.formatted(condition.sql()), InsightLinkStore::link, parameters.toArray());
    }

    /** How many there are, but no more than the limit. */
    long count(String maker, int limit) {
        Condition condition = by(maker);
        List<Object> parameters = new ArrayList<>(condition.parameters());
        parameters.add(limit);
        return sql.count(COUNT.formatted(condition.sql()), parameters.toArray());
    }

    /** Lets no other transaction add links until this one ends. */
    void holdAll() {
        Transactions.mustBeThere();
        sql.update(ONE_AT_A_TIME);
    }

    void insert(InsightLink link, String token) {
        InsightFilters filters = link.filters();
        Caller maker = link.maker();
        sql.update(
                INSERT,
                link.id(),
                Sha256.of(token),
                link.name(),
                filters.pipeline(),
                filters.ownerId(),
                filters.offeringId(),
                filters.source(),
                filters.openedFrom(),
                filters.openedTo(),
                link.embedOn().toArray(String[]::new),
                link.createdAt(),
                link.expiresAt(),
                maker.id(),
                HyphenatedEnums.nameOf(maker.kind()),
                maker.identity(),
                maker.roles().stream().map(HyphenatedEnums::nameOf).sorted().toArray(String[]::new),
                maker.salespersonId());
    }

    void delete(UUID id) {
        sql.update(DELETE, id);
    }

    /** Deletes links that expired before this time. */
    void sweep(Instant time) {
        sql.update(SWEEP, time);
    }

    private static Condition by(String maker) {
        return Condition.ALWAYS.andIf("maker_identity = ?", maker);
    }

    private static InsightLink link(ResultSet row) throws SQLException {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String role : texts(row, "maker_roles")) {
            roles.add(HyphenatedEnums.valueOf(Role.class, role));
        }
        return new InsightLink(
                row.getObject("id", UUID.class),
                row.getString("name"),
                new InsightFilters(
                        row.getString("pipeline_key"),
                        row.getObject("owner_id", UUID.class),
                        row.getObject("offering_id", UUID.class),
                        row.getString("source"),
                        Sql.instant(row, "opened_from"),
                        Sql.instant(row, "opened_to")),
                List.of(texts(row, "embed_on")),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "expires_at"),
                new Caller(
                        HyphenatedEnums.valueOf(Caller.Kind.class, row.getString("maker_kind")),
                        row.getString("created_by"),
                        row.getString("maker_identity"),
                        roles,
                        row.getObject("maker_salesperson_id", UUID.class),
                        null));
    }

    private static String[] texts(ResultSet row, String column) throws SQLException {
        return (String[]) row.getArray(column).getArray();
    }
}
