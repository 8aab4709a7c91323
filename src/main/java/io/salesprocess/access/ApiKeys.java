package io.salesprocess.access;

import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.database.Sql;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The rows of keys. */
@Singleton
class ApiKeys {

    private static final String SELECT = """
            SELECT k.id, k.line_id, k.name, k.hint, k.roles, k.salesperson_id, k.every_form, k.created_at, k.created_by,
                k.expires_at, k.retires_at, k.revoked_at, k.last_used_at,
                ARRAY(SELECT f.form_key FROM api_key_form f WHERE f.api_key_id = k.id ORDER BY f.form_key) AS forms
            FROM api_key k WHERE\s""";

    private static final String BY_HASH = SELECT + "hash = ?";
    private static final String BY_ID = SELECT + "id = ?";
    private static final String LOCK = BY_ID + " FOR UPDATE OF k";
    private static final String OF_LINE = SELECT + "line_id = ? ORDER BY id DESC";
    private static final String AFTER = SELECT + "id > ? ORDER BY id LIMIT ?";

    private static final String INSERT = """
            INSERT INTO api_key (id, line_id, name, hash, hint, roles, salesperson_id, every_form, created_at, created_by,
                expires_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String INSERT_FORM = "INSERT INTO api_key_form (api_key_id, form_key) VALUES (?, ?)";
    private static final String RETIRE = "UPDATE api_key SET retires_at = least(retires_at, ?) WHERE id = ?";
    private static final String REVOKE = "UPDATE api_key SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL";
    private static final String USED =
            "UPDATE api_key SET last_used_at = ? WHERE id = ? AND (last_used_at IS NULL OR last_used_at < ?)";

    /** Only one transaction at a time can create the first key. */
    private static final String IS_EMPTY = """
            SELECT NOT EXISTS (SELECT FROM api_key) FROM pg_advisory_xact_lock(hashtextextended('api_key', 0))""";

    private final Sql sql;

    ApiKeys(Sql sql) {
        this.sql = sql;
    }

    Optional<ApiKey> byHash(byte[] hash) {
        return sql.first(BY_HASH, ApiKeys::key, hash);
    }

    Optional<ApiKey> find(UUID id) {
        return sql.first(BY_ID, ApiKeys::key, id);
    }

    /** The keys that followed one another by rotation, newest first. */
    List<ApiKey> ofLine(UUID lineId) {
        return sql.list(OF_LINE, ApiKeys::key, lineId);
    }

    Optional<ApiKey> lock(UUID id) {
        return sql.first(LOCK, ApiKeys::key, id);
    }

    /** How many rows there are; counting ends at the limit. */
    long count(int limit) {
        return sql.count("SELECT FROM api_key LIMIT ?", limit);
    }

    List<ApiKey> after(UUID id, int limit) {
        return sql.list(AFTER, ApiKeys::key, id, limit);
    }

    void insert(ApiKey key, byte[] hash) {
        sql.update(
                INSERT,
                key.id(),
                key.lineId(),
                key.name(),
                hash,
                key.hint(),
                key.roles().stream().map(HyphenatedEnums::nameOf).toArray(String[]::new),
                key.salespersonId(),
                key.forms() == null,
                key.createdAt(),
                key.createdBy(),
                key.expiresAt());
        if (key.forms() != null) {
            key.forms().forEach(form -> sql.update(INSERT_FORM, key.id(), form));
        }
    }

    void retire(UUID id, Instant at) {
        sql.update(RETIRE, at, id);
    }

    /** False if the key was revoked before. */
    boolean revoke(UUID id, Instant at) {
        return sql.update(REVOKE, at, id) == 1;
    }

    void used(UUID id, Instant at) {
        sql.update(USED, at, id, at);
    }

    boolean lockIfEmpty() {
        return sql.first(IS_EMPTY, row -> row.getBoolean(1)).orElseThrow();
    }

    private static ApiKey key(ResultSet row) throws SQLException {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String role : texts(row.getArray("roles"))) {
            roles.add(HyphenatedEnums.valueOf(Role.class, role));
        }
        return new ApiKey(
                row.getObject("id", UUID.class),
                row.getObject("line_id", UUID.class),
                row.getString("name"),
                row.getString("hint"),
                roles,
                row.getObject("salesperson_id", UUID.class),
                row.getBoolean("every_form") ? null : Set.copyOf(Arrays.asList(texts(row.getArray("forms")))),
                Sql.instant(row, "created_at"),
                row.getString("created_by"),
                Sql.instant(row, "expires_at"),
                Sql.instant(row, "retires_at"),
                Sql.instant(row, "revoked_at"),
                Sql.instant(row, "last_used_at"));
    }

    private static String[] texts(Array column) throws SQLException {
        return (String[]) column.getArray();
    }
}
