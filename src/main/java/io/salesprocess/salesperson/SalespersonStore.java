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
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The rows of salespeople. */
@Singleton
class SalespersonStore {

    private static final String COLUMNS =
            "SELECT id, name, email, active, absences, created_at, version FROM salesperson";
    private static final String FIND = COLUMNS + " WHERE id = ?";
    private static final String LOCK = FIND + " FOR NO KEY UPDATE";
    private static final String AFTER = COLUMNS + " WHERE id > ? ORDER BY id LIMIT ?";
    private static final String HOLD_ACTIVE = "SELECT id FROM salesperson WHERE id = ? AND active FOR SHARE";
    private static final String HOLD_PRESENT =
            "SELECT id FROM salesperson WHERE id = ? AND active AND NOT absences @> ?::date FOR SHARE";
    private static final String HOLD_IN_TURN = """
            WITH there AS MATERIALIZED (SELECT id FROM salesperson WHERE active AND NOT absences @> ?::date)
            SELECT id FROM salesperson WHERE active AND NOT absences @> ?::date AND id = (
                SELECT id FROM there ORDER BY id
                OFFSET ?::bigint % greatest((SELECT count(*) FROM there), 1) LIMIT 1)
            FOR SHARE""";
    private static final String HOLD_IN_TURNS = """
            WITH there AS MATERIALIZED (
                SELECT id, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS number FROM salesperson
                WHERE active AND NOT absences @> ?::date AND id <> ?),
            next AS MATERIALIZED (
                SELECT id, (place - ?::bigint % number + number) % number AS wait FROM there)
            SELECT s.id FROM salesperson s JOIN next ON next.id = s.id
            WHERE s.active AND NOT s.absences @> ?::date AND wait < ? ORDER BY wait FOR SHARE OF s""";
    private static final String AMONG = "SELECT id FROM salesperson WHERE id = ANY (string_to_array(?, ' ')::uuid[])";
    private static final String NAMES =
            "SELECT id, name FROM salesperson WHERE id = ANY (string_to_array(?, ' ')::uuid[])";
    private static final String INACTIVE = AMONG + " AND NOT active";
    private static final String ABSENT = AMONG + " AND active AND absences @> ?::date";
    private static final String PRESENT = AMONG + " AND active AND NOT absences @> ?::date";
    private static final String ANY_PRESENT =
            "SELECT id FROM salesperson WHERE active AND NOT absences @> ?::date LIMIT 1";
    private static final String INSERT = """
            INSERT INTO salesperson (name, email, active, absences, id, created_at, version)
            VALUES (?, ?, ?, ?::datemultirange, ?, ?, 0)""";
    private static final String UPDATE = """
            UPDATE salesperson SET name = ?, email = ?, active = ?, absences = ?::datemultirange, version = version + 1
            WHERE id = ?""";

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

    /** The same if they are not absent on this day either. */
    Optional<UUID> holdPresent(UUID id, LocalDate day) {
        return sql.first(HOLD_PRESENT, SalespersonStore::id, id, day.toString());
    }

    /**
     * The same for the one in turn among those who are active and not absent on this day; empty also if one is being
     * deactivated at this moment.
     */
    Optional<UUID> holdInTurn(long turn, LocalDate day) {
        return sql.first(HOLD_IN_TURN, SalespersonStore::id, day.toString(), day.toString(), turn);
    }

    /** The same for those who have the next turns, each once at the most, without one who has none. */
    List<UUID> holdInTurns(long turn, int turns, LocalDate day, UUID except) {
        return sql.list(HOLD_IN_TURNS, SalespersonStore::id, day.toString(), except, turn, day.toString(), turns);
    }

    /** The names of these, by id. */
    Map<UUID, String> names(Collection<UUID> ids) {
        return sql.list(NAMES, row -> Map.entry(id(row), row.getString("name")), list(ids)).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Those of these who are not active. */
    Set<UUID> inactive(Collection<UUID> ids) {
        return ids.isEmpty() ? Set.of() : Set.copyOf(sql.list(INACTIVE, SalespersonStore::id, list(ids)));
    }

    /** Those of these who are active, but absent on this day. */
    Set<UUID> absent(Collection<UUID> ids, LocalDate day) {
        return ids.isEmpty() ? Set.of() : Set.copyOf(sql.list(ABSENT, SalespersonStore::id, list(ids), day.toString()));
    }

    /** Those of these who are active, and not absent on this day. */
    Set<UUID> present(Collection<UUID> ids, LocalDate day) {
        return Set.copyOf(sql.list(PRESENT, SalespersonStore::id, list(ids), day.toString()));
    }

    boolean isAnyPresent(LocalDate day) {
        return sql.first(ANY_PRESENT, SalespersonStore::id, day.toString()).isPresent();
    }

    void insert(UUID id, SalespersonRequest salesperson, Absences absences, Instant createdAt) {
        store(
                INSERT,
                salesperson.name(),
                salesperson.email(),
                salesperson.takesDeals(),
                absences.toMultirange(),
                id,
                createdAt);
    }

    void update(UUID id, SalespersonRequest salesperson, Absences absences) {
        store(UPDATE, salesperson.name(), salesperson.email(), salesperson.takesDeals(), absences.toMultirange(), id);
    }

    private static String list(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).collect(Collectors.joining(" "));
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
                        Absences.ofMultirange(row.getString("absences")).toBody(),
                        Sql.instant(row, "created_at")),
                row.getLong("version"));
    }
}
