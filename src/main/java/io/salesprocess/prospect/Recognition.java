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
     * A telephone number decides only where no different e-mail address is known, on either side: not of the prospect, and not
     * suggested for them, since two people can have one number. Nor does it decide if a different extension is known.
     */
    private static final String KNOWN_BY = """
            SELECT p.id FROM prospect p
            WHERE p.email = ?
                OR p.phone = ? AND (p.phone_extension IS NULL OR ?::text IS NULL OR p.phone_extension = ?)
                    AND (?::text IS NULL OR p.email IS NULL AND NOT EXISTS (
                        SELECT FROM prospect_suggestion s WHERE s.prospect_id = p.id AND s.field = 'email'
                            AND (s.value <> ? OR s.decision = 'dismissed')))
            ORDER BY (p.email = ?) IS TRUE DESC, p.id LIMIT 1 FOR UPDATE OF p""";

    private final ContactLocks locks;
    private final Suggestions suggestions;
    private final ProspectStore store;
    private final Sql sql;
    private final Ids ids;
    private final Clock clock;

    Recognition(ContactLocks locks, Suggestions suggestions, ProspectStore store, Sql sql, Ids ids, Clock clock) {
        this.locks = locks;
        this.suggestions = suggestions;
        this.store = store;
        this.sql = sql;
        this.ids = ids;
        this.clock = clock;
    }

    /** Who a person is, and whether they were unknown before. */
    public record Recognized(UUID id, boolean isNew) {}

    /**
     * The prospect who this person is: recognised by e-mail address, else by telephone number, else new. Of several with one
     * address it is the oldest. Other requests that recognise or change the same person wait.
     *
     * @param submissionId the submission that brings the person
     */
    public Recognized recognize(Person person, UUID submissionId) {
        locks.takeLater(person.email(), person.phone());
        return sql.first(
                        KNOWN_BY,
                        row -> row.getObject("id", UUID.class),
                        person.email(),
                        person.phone(),
                        person.phoneExtension(),
                        person.phoneExtension(),
                        person.email(),
                        person.email(),
                        person.email())
                .map(known -> suggest(known, person, submissionId))
                .orElseGet(() -> meet(person));
    }

    private Recognized suggest(UUID known, Person person, UUID submissionId) {
        suggestions.offer(known, person, submissionId);
        return new Recognized(known, false);
    }

    private Recognized meet(Person person) {
        UUID id = ids.next();
        store.insert(id, person, Map.of(), clock.instant());
        return new Recognized(id, true);
    }
}
