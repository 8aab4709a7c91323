package io.salesprocess.prospect;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.salesprocess.platform.id.Ids;
import io.salesprocess.platform.problem.FieldError;
import io.salesprocess.platform.problem.ProblemException;
import io.salesprocess.platform.sql.Condition;
import io.salesprocess.platform.sql.Sql;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/** The prospects there are. Erased ones are no longer found. */
@Singleton
public class Prospects implements PanacheRepositoryBase<ProspectEntity, UUID> {

    /** Until the transaction ends, nobody else recognises or adds somebody by these addresses. In order, against deadlock. */
    private static final String LOCK_ADDRESSES = """
            SELECT pg_advisory_xact_lock(hashtextextended(address, 0))
            FROM (SELECT unnest(string_to_array(?, ' ')) AS address) AS given""";

    private static final String FOUND_IN = " AND (lower(p.name) LIKE ? ESCAPE '\\' OR p.email LIKE ? ESCAPE '\\'"
            + " OR p.phone LIKE ? ESCAPE '\\' OR lower(p.company) LIKE ? ESCAPE '\\')";

    private static final String KNOWN_BY = """
            SELECT id FROM prospect WHERE email = ? OR phone = ?
            ORDER BY (email = ?) IS TRUE DESC, id LIMIT 1 FOR UPDATE""";

    /** Touches the row only if there is something to fill in. */
    private static final String COMPLETE = """
            UPDATE prospect p SET email = coalesce(p.email, given.email), phone = coalesce(p.phone, given.phone),
                company = coalesce(p.company, given.company), version = p.version + 1
            FROM (SELECT ?::text AS email, ?::text AS phone, ?::text AS company) AS given
            WHERE p.id = ? AND (p.email IS NULL AND given.email IS NOT NULL OR p.phone IS NULL AND given.phone IS NOT NULL
                OR p.company IS NULL AND given.company IS NOT NULL)""";

    private static final String MEET =
            "INSERT INTO prospect (id, name, email, phone, company, created_at, version) VALUES (?, ?, ?, ?, ?, ?, 0)";

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

    /** Who a person is, and whether nobody knew them before. */
    public record Recognized(UUID id, boolean isNew) {}

    /**
     * The prospect who this person is: recognised by e-mail, else by telephone, else new. Recognition fills in what was not
     * known and never overwrites what is. Whoever recognises the same prospect at the same time waits.
     */
    public Recognized recognize(Person person) {
        sql.updateLater(LOCK_ADDRESSES, addresses(person));
        return sql.first(KNOWN_BY, Prospects::id, person.email(), person.phone(), person.email())
                .map(known -> complete(known, person))
                .orElseGet(() -> meet(person));
    }

    private Recognized complete(UUID known, Person person) {
        sql.updateLater(COMPLETE, person.email(), person.phone(), person.company(), known);
        return new Recognized(known, false);
    }

    private Recognized meet(Person person) {
        UUID id = ids.next();
        sql.updateLater(MEET, id, person.name(), person.email(), person.phone(), person.company(), clock.instant());
        return new Recognized(id, true);
    }

    private static UUID id(ResultSet row) throws SQLException {
        return row.getObject("id", UUID.class);
    }

    /** Whoever is about to write these addresses waits for everybody who is about to recognise somebody by them. */
    void lockAddresses(Person person) {
        sql.list(LOCK_ADDRESSES, row -> true, addresses(person));
    }

    private static String addresses(Person person) {
        TreeSet<String> addresses = new TreeSet<>();
        Optional.ofNullable(person.email()).ifPresent(addresses::add);
        Optional.ofNullable(person.phone()).ifPresent(addresses::add);
        return String.join(" ", addresses);
    }

    ProspectEntity add(Person person) {
        ProspectEntity entity = new ProspectEntity();
        entity.id = ids.next();
        entity.createdAt = clock.instant();
        fill(entity, person);
        persistAndFlush(entity);
        return entity;
    }

    static void fill(ProspectEntity entity, Person person) {
        entity.name = person.name();
        entity.email = person.email();
        entity.phone = person.phone();
        entity.company = person.company();
    }

    /** The prospect, if there is one whom the caller may see, and who has not been erased. */
    Optional<ProspectEntity> known(UUID id) {
        return find("id = ?1 and erasedAt is null", id).firstResultOptional().filter(found -> access.sees(found.id));
    }

    /** The prospect, erased or not, whom nobody else changes or recognises until the transaction ends. */
    Optional<ProspectEntity> lock(UUID id) {
        return find("id = ?1", id).withLock(LockModeType.PESSIMISTIC_WRITE).firstResultOptional();
    }

    /** Prospects whose name, company, e-mail or telephone number holds the text, oldest first. */
    List<ProspectResponse> search(String text, UUID after, int limit) {
        Condition shown = access.shown();
        List<Object> parameters = new ArrayList<>(List.of(after));
        parameters.addAll(shown.parameters());
        StringBuilder query =
                new StringBuilder("SELECT p.id, p.name, p.email, p.phone, p.company, p.created_at FROM prospect p"
                        + " WHERE p.id > ? AND p.erased_at IS NULL AND " + shown.sql());
        if (text != null && !text.isBlank()) {
            String pattern = "%" + text.strip().toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "%";
            query.append(FOUND_IN);
            parameters.addAll(Collections.nCopies(4, pattern));
        }
        parameters.add(limit);
        return sql.list(query.append(" ORDER BY p.id LIMIT ?").toString(), ProspectResponse::of, parameters.toArray());
    }
}
