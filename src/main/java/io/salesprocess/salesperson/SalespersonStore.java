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
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of salespeople. */
@Singleton
class SalespersonStore {

    private static final String COLUMNS = "SELECT id, name, email, active, created_at, version FROM salesperson";
    private static final String FIND = COLUMNS + " WHERE id = ?";
    private static final String LOCK = FIND + " FOR NO KEY UPDATE";
    private static final String AFTER = COLUMNS + " WHERE id > ? ORDER BY id LIMIT ?";
    private static final String NEXT = "SELECT id FROM salesperson WHERE active ORDER BY id <= ?, id LIMIT 1";
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

    /** The active salesperson who comes after this id, and after the last one the first. */
    Optional<UUID> nextActive(UUID after) {
        return sql.first(NEXT, row -> row.getObject("id", UUID.class), after);
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
