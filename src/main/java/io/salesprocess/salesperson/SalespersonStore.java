package io.salesprocess.salesperson;

import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.Versioned;
import io.salesprocess.platform.database.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The rows of salespeople. */
@Singleton
class SalespersonStore {

    private static final String COLUMNS = "SELECT id, name, email, active, created_at, version FROM salesperson";
    private static final String FIND = COLUMNS + " WHERE id = ?";
    private static final String LOCK = FIND + " FOR NO KEY UPDATE";
    private static final String AFTER = COLUMNS + " WHERE id > ? ORDER BY id LIMIT ?";
    private static final String HOLD_ACTIVE = "SELECT id FROM salesperson WHERE id = ? AND active FOR SHARE";
    private static final String HOLD_IN_TURN = """
            SELECT id FROM salesperson WHERE active AND id = (
                SELECT id FROM salesperson WHERE active ORDER BY id
                OFFSET ?::bigint % greatest((SELECT count(*) FROM salesperson WHERE active), 1) LIMIT 1)
            FOR SHARE""";
    private static final String INACTIVE =
            "SELECT id FROM salesperson WHERE id = ANY (string_to_array(?, ' ')::uuid[]) AND NOT active";
    private static final String ANY_ACTIVE = "SELECT id FROM salesperson WHERE active LIMIT 1";
    private static final String INSERT =
            "INSERT INTO salesperson (id, name, email, active, created_at, version) VALUES (?, ?, ?, ?, ?, 0)";
    private static final String UPDATE =
            "UPDATE salesperson SET name = ?, email = ?, active = ?, version = version + 1 WHERE id = ?";

    private final Sql sql;

    SalespersonStore(Sql sql) {
        this.sql = sql;
    }

    Optional<Versioned<SalespersonResponse>> find(UUID id) {
        return sql.first(FIND, SalespersonStore::salesperson, id);
    }

    /** The same, and no other transaction changes it until this one ends. */
    Optional<Versioned<SalespersonResponse>> lock(UUID id) {
        return sql.first(LOCK, SalespersonStore::salesperson, id);
    }

    /** How many rows there are; counting ends at the limit. */
    long count(int limit) {
        return sql.count("SELECT FROM salesperson LIMIT ?", limit);
    }

    List<SalespersonResponse> after(UUID id, int limit) {
        return sql.list(AFTER, row -> salesperson(row).value(), id, limit);
    }

    /** The salesperson if active, who then stays so until the transaction ends. */
    Optional<UUID> holdActive(UUID id) {
        return sql.first(HOLD_ACTIVE, SalespersonStore::id, id);
    }

    /** The same for the one in turn among the active ones; empty also if one is being deactivated at this moment. */
    Optional<UUID> holdInTurn(long turn) {
        return sql.first(HOLD_IN_TURN, SalespersonStore::id, turn);
    }

    /** Those of these who are not active. */
    Set<UUID> inactive(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Set.of()
                : Set.copyOf(sql.list(
                        INACTIVE,
                        SalespersonStore::id,
                        ids.stream().map(UUID::toString).collect(Collectors.joining(" "))));
    }

    boolean isAnyActive() {
        return sql.first(ANY_ACTIVE, SalespersonStore::id).isPresent();
    }

    void insert(UUID id, SalespersonRequest salesperson, Instant createdAt) {
        store(INSERT, id, salesperson.name(), salesperson.email(), salesperson.takesDeals(), createdAt);
    }

    void update(UUID id, SalespersonRequest salesperson) {
        store(UPDATE, salesperson.name(), salesperson.email(), salesperson.takesDeals(), id);
    }

    private void store(String statement, Object... parameters) {
        try {
            sql.update(statement, parameters);
        } catch (Sql.Failure e) {
            if (e.violates("salesperson_email")) {
                throw ProblemException.of(ProblemType.CONFLICT, "Another salesperson has this e-mail address.")
                        .with(
                                "errors",
                                List.of(FieldError.at("/email", "is the e-mail address of another salesperson")));
            }
            throw e;
        }
    }

    private static UUID id(ResultSet row) throws SQLException {
        return row.getObject("id", UUID.class);
    }

    private static Versioned<SalespersonResponse> salesperson(ResultSet row) throws SQLException {
        return new Versioned<>(
                new SalespersonResponse(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("email"),
                        row.getBoolean("active"),
                        Sql.instant(row, "created_at")),
                row.getLong("version"));
    }
}
