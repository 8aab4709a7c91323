package io.salesprocess.prospect;

import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.kernel.Ids;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/**
 * Who a submission is from. Recognition changes nothing of what is known of a person: what the form says differently becomes a
 * suggestion, since a form can be filled in with the address of another person.
 */
@Singleton
public class Recognition {

    /**
     * Who has the address (p), and who that is (s): somebody else once they were merged. A telephone number decides only where no
     * different e-mail address is known, on either side: not of the prospect, nor of those merged into them, and not suggested for
     * any of them (f), since two people can have one number. Nor does it decide if a different extension is known.
     */
    private static final String KNOWN_BY = """
            SELECT p.id, s.id AS who FROM prospect p JOIN prospect s ON s.id = coalesce(p.merged_into, p.id)
            WHERE p.email = ?
                OR p.phone = ? AND NOT EXISTS (
                    SELECT FROM prospect f WHERE (f.id = s.id OR f.merged_into = s.id)
                        AND (f.phone = p.phone AND f.phone_extension <> ?
                            OR ?::text IS NOT NULL AND (f.email IS NOT NULL OR EXISTS (
                                SELECT FROM prospect_suggestion g WHERE g.prospect_id = f.id AND g.field = 'email'
                                    AND (g.value <> ? OR g.decision = 'dismissed')))))
            ORDER BY (p.email = ?) IS TRUE DESC, p.id LIMIT 1 FOR UPDATE OF p, s""";

    private final ContactLocks locks;
    private final Suggestions suggestions;
    private final ProspectStore store;
    private final MergeStore merges;
    private final Sql sql;
    private final Ids ids;
    private final Clock clock;

    Recognition(
            ContactLocks locks,
            Suggestions suggestions,
            ProspectStore store,
            MergeStore merges,
            Sql sql,
            Ids ids,
            Clock clock) {
        this.locks = locks;
        this.suggestions = suggestions;
        this.store = store;
        this.merges = merges;
        this.sql = sql;
        this.ids = ids;
        this.clock = clock;
    }

    /** Who a person is, and whether they were unknown before. */
    public record Recognized(UUID id, boolean isNew) {}

    /**
     * The prospect who this person is: recognised by e-mail address, else by telephone number, else new. Of several with one
     * address it is the oldest. Whoever was merged is recognised as the prospect into whom they were. Other requests that recognise
     * or change the same person wait.
     *
     * @param submissionId the submission that brings the person
     */
    public Recognized recognize(Person person, UUID submissionId) {
        locks.takeLater(person.email(), person.phone());
        return sql.first(
                        KNOWN_BY,
                        row -> new Match(row.getObject("id", UUID.class), row.getObject("who", UUID.class)),
                        person.email(),
                        person.phone(),
                        person.phoneExtension(),
                        person.email(),
                        person.email(),
                        person.email())
                .map(found -> suggest(found, person, submissionId))
                .orElseGet(() -> meet(person));
    }

    /** Whose address it is, and who that is by now. */
    private record Match(UUID id, UUID who) {}

    private Recognized suggest(Match found, Person person, UUID submissionId) {
        suggestions.offer(found.who(), person, submissionId);
        if (!found.id().equals(found.who())) {
            merges.used(found.id(), submissionId);
        }
        return new Recognized(found.who(), false);
    }

    private Recognized meet(Person person) {
        UUID id = ids.next();
        store.insert(id, person, Map.of(), clock.instant());
        return new Recognized(id, true);
    }
}
