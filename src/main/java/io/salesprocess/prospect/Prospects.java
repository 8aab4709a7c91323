package io.salesprocess.prospect;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.salesprocess.platform.id.Ids;
import io.salesprocess.platform.problem.FieldError;
import io.salesprocess.platform.problem.ProblemException;
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
     * The prospect who this person is: recognised by e-mail, else by telephone, else new. Recognition fills in what was not
     * known and never overwrites what is. Whoever recognises the same prospect at the same time waits.
     */
    public UUID recognize(Person person) {
        lockAddresses(person);
        return byEmail(person.email())
                .or(() -> byPhone(person.phone()))
                .map(known -> complete(known, person))
                .orElseGet(() -> add(person))
                .id;
    }

    /** Whoever is about to write these addresses waits for everybody who is about to recognise somebody by them. */
    void lockAddresses(Person person) {
        TreeSet<String> addresses = new TreeSet<>();
        Optional.ofNullable(person.email()).ifPresent(addresses::add);
        Optional.ofNullable(person.phone()).ifPresent(addresses::add);
        sql.list(LOCK_ADDRESSES, row -> true, String.join(" ", addresses));
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
        StringBuilder query = new StringBuilder(
                "SELECT p.* FROM prospect p WHERE p.id > ? AND p.erased_at IS NULL AND " + shown.sql());
        if (text != null && !text.isBlank()) {
            String pattern = "%" + text.strip().toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "%";
            query.append(FOUND_IN);
            parameters.addAll(Collections.nCopies(4, pattern));
        }
        parameters.add(limit);
        return sql.list(query.append(" ORDER BY p.id LIMIT ?").toString(), ProspectResponse::of, parameters.toArray());
    }

    private Optional<ProspectEntity> byEmail(String email) {
        return email == null
                ? Optional.empty()
                : find("email = ?1", email)
                        .withLock(LockModeType.PESSIMISTIC_WRITE)
                        .firstResultOptional();
    }

    private Optional<ProspectEntity> byPhone(String phone) {
        return phone == null
                ? Optional.empty()
                : find("phone = ?1 order by id", phone)
                        .withLock(LockModeType.PESSIMISTIC_WRITE)
                        .page(0, 1)
                        .firstResultOptional();
    }

    private static ProspectEntity complete(ProspectEntity known, Person person) {
        known.email = known.email == null ? person.email() : known.email;
        known.phone = known.phone == null ? person.phone() : known.phone;
        known.company = known.company == null ? person.company() : known.company;
        return known;
    }
}
