package io.salesprocess.prospect;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.salesprocess.platform.id.Ids;
import io.salesprocess.platform.problem.FieldError;
import io.salesprocess.platform.problem.ProblemException;
import io.salesprocess.platform.problem.ProblemType;
import io.salesprocess.platform.sql.Condition;
import io.salesprocess.platform.sql.Sql;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The prospects there are. Erased ones are no longer found. */
@Singleton
public class Prospects implements PanacheRepositoryBase<ProspectEntity, UUID> {

    private static final String FOUND_IN = " AND (lower(p.name) LIKE ? ESCAPE '\\' OR p.email LIKE ? ESCAPE '\\'"
            + " OR p.phone LIKE ? ESCAPE '\\' OR lower(p.company) LIKE ? ESCAPE '\\')";

    private static final String TAKEN = "SELECT 1 FROM prospect p WHERE p.email = ? AND p.id <> ? AND %s LIMIT 1";

    private static final String COLUMNS = "SELECT p.id, p.name, p.email, p.phone, p.company, p.created_at";

    private static final String LOCK =
            COLUMNS + ", p.version FROM prospect p WHERE p.id = ? AND p.erased_at IS NULL FOR UPDATE";

    private static final String UPDATE =
            "UPDATE prospect SET name = ?, email = ?, phone = ?, company = ?, version = version + 1 WHERE id = ?";

    private static final UUID NO_ID = new UUID(0, 0);

    private final ProspectAccess access;
    private final Sql sql;
    private final Ids ids;
    private final Clock clock;

    Prospects(ProspectAccess access, Sql sql, Ids ids, Clock clock) {
        this.access = access;
        this.sql = sql;
        this.ids = ids;
        this.clock = clock;
    }

    /** Refuses a prospect who does not exist, or not for the caller. */
    public void mustExist(UUID prospectId, String pointer) {
        if (known(prospectId).isEmpty()) {
            throw ProblemException.invalid(FieldError.at(pointer, "is not the id of a prospect"));
        }
    }

    /**
     * Refuses an e-mail address that another prospect has whom the caller may see. The caller holds the lock on the address.
     *
     * @param except whose address it may be; null if it must be free
     */
    void mustBeFree(String email, UUID except) {
        if (email == null) {
            return;
        }
        Condition shown = access.shown();
        List<Object> parameters = new ArrayList<>(List.of(email, except == null ? NO_ID : except));
        parameters.addAll(shown.parameters());
        boolean isTaken = sql.first(String.format(TAKEN, shown.sql()), row -> true, parameters.toArray())
                .isPresent();
        if (isTaken) {
            throw ProblemException.of(ProblemType.CONFLICT, "Another prospect has this e-mail address.")
                    .with("errors", List.of(FieldError.at("/email", "is the e-mail address of another prospect")));
        }
    }

    ProspectEntity add(Person person) {
        ProspectEntity entity = new ProspectEntity();
        entity.id = ids.next();
        entity.createdAt = clock.instant();
        entity.fill(person);
        persistAndFlush(entity);
        return entity;
    }

    /** The prospect, if there is one whom the caller may see, and who has not been erased. */
    Optional<ProspectEntity> known(UUID id) {
        return access.maySee(id) ? find("id = ?1 and erasedAt is null", id).firstResultOptional() : Optional.empty();
    }

    /** The prospect, erased or not, whom nobody else changes or recognises until the transaction ends. */
    Optional<ProspectEntity> lock(UUID id) {
        return find("id = ?1", id).withLock(LockModeType.PESSIMISTIC_WRITE).firstResultOptional();
    }

    /** The prospect, if not erased, locked against changes and recognition until the transaction ends. */
    Optional<Shown> lockShown(UUID id) {
        return sql.first(LOCK, row -> new Shown(ProspectResponse.of(row), row.getLong("version")), id);
    }

    /** Makes this what is known of a locked prospect, in the next version. */
    void update(UUID id, Person person) {
        sql.update(UPDATE, person.name(), person.email(), person.phone(), person.company(), id);
    }

    /** Prospects whose name, company, e-mail or telephone number holds the text, oldest first. */
    List<ProspectResponse> search(String text, UUID after, int limit) {
        Condition shown = access.shown();
        List<Object> parameters = new ArrayList<>(List.of(after));
        parameters.addAll(shown.parameters());
        StringBuilder query = new StringBuilder(
                COLUMNS + " FROM prospect p WHERE p.id > ? AND p.erased_at IS NULL AND " + shown.sql());
        if (text != null && !text.isBlank()) {
            String pattern = "%" + text.strip().toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "%";
            query.append(FOUND_IN);
            parameters.addAll(Collections.nCopies(4, pattern));
        }
        parameters.add(limit);
        return sql.list(query.append(" ORDER BY p.id LIMIT ?").toString(), ProspectResponse::of, parameters.toArray());
    }
}
