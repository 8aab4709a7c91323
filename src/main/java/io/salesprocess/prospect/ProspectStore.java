package io.salesprocess.prospect;

import io.salesprocess.platform.database.Condition;
import io.salesprocess.platform.database.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The rows of prospects; {@link Recognition} and {@link Suggestions} read and write them on behalf of forms. */
@Singleton
class ProspectStore {

    private static final String FOUND_IN = " AND (lower(p.name) LIKE ? ESCAPE '\\' OR p.email LIKE ? ESCAPE '\\'"
            + " OR p.phone LIKE ? ESCAPE '\\' OR lower(p.company) LIKE ? ESCAPE '\\')";

    private static final String TAKEN = "SELECT 1 FROM prospect p WHERE p.email = ? AND p.id <> ? AND %s LIMIT 1";

    private static final String COLUMNS =
            "SELECT p.id, p.name, p.email, p.phone, p.company, p.created_at, p.version FROM prospect p WHERE p.id = ?";
    private static final String FIND = COLUMNS + " AND p.erased_at IS NULL";
    private static final String LOCK = FIND + " FOR UPDATE";
    private static final String LOCK_ALSO_ERASED = COLUMNS + " FOR UPDATE";
    private static final String LIST = "SELECT p.id, p.name, p.email, p.phone, p.company, p.created_at FROM prospect p"
            + " WHERE p.id > ? AND p.erased_at IS NULL AND ";

    private static final String INSERT =
            "INSERT INTO prospect (id, name, email, phone, company, created_at, version) VALUES (?, ?, ?, ?, ?, ?, 0)";
    private static final String UPDATE =
            "UPDATE prospect SET name = ?, email = ?, phone = ?, company = ?, version = version + 1 WHERE id = ?";
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
    void update(UUID id, Person person) {
        sql.update(UPDATE, person.name(), person.email(), person.phone(), person.company(), id);
    }

    void erase(UUID id, Instant at) {
        sql.update(ERASE, at, id);
    }

    /** Prospects whose name, company, e-mail or telephone number holds the text, of those that are shown, oldest first. */
    List<ProspectResponse> search(String text, Condition shown, UUID after, int limit) {
        List<Object> parameters = new ArrayList<>(List.of(after));
        parameters.addAll(shown.parameters());
        StringBuilder query = new StringBuilder(LIST + shown.sql());
        if (text != null && !text.isBlank()) {
            String pattern = "%" + text.strip().toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "%";
            query.append(FOUND_IN);
            parameters.addAll(Collections.nCopies(4, pattern));
        }
        parameters.add(limit);
        return sql.list(query.append(" ORDER BY p.id LIMIT ?").toString(), ProspectResponse::of, parameters.toArray());
    }

    private static Shown shown(ResultSet row) throws SQLException {
        return new Shown(ProspectResponse.of(row), row.getLong("version"));
    }
}
