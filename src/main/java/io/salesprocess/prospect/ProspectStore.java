package io.salesprocess.prospect;

import io.salesprocess.platform.database.Condition;
import io.salesprocess.platform.database.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The rows of prospects; {@link Recognition} and {@link Suggestions} read and write them on behalf of forms. */
@Singleton
class ProspectStore {

    private static final String FOUND_IN = "(lower(p.name) LIKE ? ESCAPE '\\' OR p.email LIKE ? ESCAPE '\\'"
            + " OR p.phone LIKE ? ESCAPE '\\' OR lower(p.company) LIKE ? ESCAPE '\\')";

    private static final String TAKEN = "SELECT 1 FROM prospect p WHERE p.email = ? AND p.id <> ? AND %s LIMIT 1";

    /** A prospect who has not changed since is as old as what is known of them. */
    private static final String SHOWN = "p.id, p.name, p.email, p.phone, p.company, p.created_at,"
            + " coalesce(p.updated_at, p.created_at) AS updated_at, p.version";

    private static final String COLUMNS = "SELECT " + SHOWN + " FROM prospect p WHERE p.id = ?";
    private static final String FIND = COLUMNS + " AND p.erased_at IS NULL";
    private static final String FIND_ALL = "SELECT " + SHOWN + " FROM prospect p"
            + " WHERE p.id = ANY(string_to_array(?, ' ')::uuid[]) AND p.erased_at IS NULL AND ";
    private static final String LOCK = FIND + " FOR UPDATE";
    private static final String LOCK_ALSO_ERASED = COLUMNS + " FOR UPDATE";
    private static final String LISTED = " FROM prospect p WHERE p.id > ? AND p.erased_at IS NULL AND ";

    private static final String INSERT =
            "INSERT INTO prospect (id, name, email, phone, company, created_at, version) VALUES (?, ?, ?, ?, ?, ?, 0)";
    private static final String UPDATE =
            "UPDATE prospect p SET name = ?, email = ?, phone = ?, company = ?, version = version + 1 WHERE p.id = ?"
                    + " RETURNING " + SHOWN;
    private static final String ERASE = """
            UPDATE prospect SET name = NULL, email = NULL, phone = NULL, company = NULL,
                erased_at = coalesce(erased_at, ?), version = version + 1 WHERE id = ?""";

    private final Sql sql;

    ProspectStore(Sql sql) {
        this.sql = sql;
    }

    /** The prospect, if not erased. */
    Optional<Shown> find(UUID id) {
        return sql.first(FIND, ProspectStore::shown, id);
    }

    /** The prospect, if not erased, locked against changes and recognition until the transaction ends. */
    Optional<Shown> lock(UUID id) {
        return sql.first(LOCK, ProspectStore::shown, id);
    }

    /** The prospect, erased or not, locked in the same way. */
    Optional<Shown> lockAlsoErased(UUID id) {
        return sql.first(LOCK_ALSO_ERASED, ProspectStore::shown, id);
    }

    /** Whether another prospect has the address, of those that are shown. */
    boolean isTaken(String email, UUID except, Condition shown) {
        List<Object> parameters = new ArrayList<>(List.of(email, except));
        parameters.addAll(shown.parameters());
        return sql.first(String.format(TAKEN, shown.sql()), row -> true, parameters.toArray())
                .isPresent();
    }

    void insert(UUID id, Person person, Instant createdAt) {
        sql.update(INSERT, id, person.name(), person.email(), person.phone(), person.company(), createdAt);
    }

    /** Makes this what is known of a locked prospect, in the next version. */
    Shown update(UUID id, Person person) {
        return sql.list(
                        UPDATE,
                        ProspectStore::shown,
                        person.name(),
                        person.email(),
                        person.phone(),
                        person.company(),
                        id)
                .get(0);
    }

    void erase(UUID id, Instant at) {
        sql.update(ERASE, at, id);
    }

    /** Those of these prospects that are shown, and not erased. */
    List<Shown> findAll(Collection<UUID> ids, Condition shown) {
        List<Object> parameters = new ArrayList<>();
        parameters.add(ids.stream().distinct().map(UUID::toString).collect(Collectors.joining(" ")));
        parameters.addAll(shown.parameters());
        return sql.list(FIND_ALL + shown.sql(), ProspectStore::shown, parameters.toArray());
    }

    /** Holds for prospects, under the name {@code p}, whose name, company, e-mail or telephone number holds the text. */
    static Condition found(String text) {
        if (text == null || text.isBlank()) {
            return Condition.ALWAYS;
        }
        String pattern = "%" + text.strip().toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "%";
        return new Condition(FOUND_IN, Collections.nCopies(4, pattern));
    }

    /** Prospects in which the text is found, of those that are shown, oldest first. */
    List<ProspectResponse> search(String text, Condition shown, UUID after, int limit) {
        Condition where = shown.and(found(text));
        return sql.list(
                "SELECT " + SHOWN + LISTED + where.sql() + " ORDER BY p.id LIMIT ?",
                ProspectResponse::of,
                listed(after, where, limit));
    }

    /** How many prospects the search has; counting ends at the limit. */
    long count(String text, Condition shown, UUID after, int limit) {
        Condition where = shown.and(found(text));
        return sql.count("SELECT" + LISTED + where.sql() + " LIMIT ?", listed(after, where, limit));
    }

    private static Object[] listed(UUID after, Condition where, int limit) {
        List<Object> parameters = new ArrayList<>(List.of(after));
        parameters.addAll(where.parameters());
        parameters.add(limit);
        return parameters.toArray();
    }

    private static Shown shown(ResultSet row) throws SQLException {
        return new Shown(ProspectResponse.of(row), row.getLong("version"));
    }
}
