package io.salesprocess.prospect;

import io.salesprocess.platform.problem.ProblemException;
import io.salesprocess.platform.problem.ProblemType;
import io.salesprocess.platform.sql.Retried;
import io.salesprocess.platform.sql.Transactions;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Objects;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;

/**
 * What callers do to prospects: adding, changing, and deciding on what forms suggest. Refused is an e-mail address of another
 * prospect whom the caller may see. One whom they may not see makes no difference to what is answered, nor to what the database
 * is asked.
 */
@Singleton
class ProspectChanges {

    private final Prospects prospects;
    private final ProspectAccess access;
    private final AddressLocks locks;
    private final Suggestions suggestions;

    ProspectChanges(Prospects prospects, ProspectAccess access, AddressLocks locks, Suggestions suggestions) {
        this.prospects = prospects;
        this.access = access;
        this.locks = locks;
        this.suggestions = suggestions;
    }

    /** One prospect, with what forms suggest; not found is one whom the caller may not see, or who has been erased. */
    Shown get(UUID id) {
        return shown(prospects.known(id).orElseThrow(ProblemException::notFound));
    }

    /** Adds a prospect, in the caller's transaction. */
    Shown add(Person person) {
        Transactions.mustBeThere();
        locks.take(person.email(), person.phone());
        prospects.mustBeFree(person.email(), null);
        return shown(prospects.add(person));
    }

    /**
     * Changes what is known of a prospect.
     *
     * @param version is given the prospect's version, and may refuse it
     */
    @Retried
    @Transactional
    Shown change(UUID id, LongConsumer version, UnaryOperator<Person> change) {
        ProspectEntity entity = prospects.known(id).orElseThrow(ProblemException::notFound);
        access.mayChange(id);
        version.accept(entity.version);
        Person after = change.apply(entity.person());
        locks.take(after.email(), after.phone());
        if (!Objects.equals(after.email(), entity.email)) {
            prospects.mustBeFree(after.email(), id);
        }
        entity.fill(after);
        prospects.flush();
        return shown(entity);
    }

    /**
     * Accepts or dismisses what a form suggests, in the caller's transaction. Refused is a suggestion on which there has been a
     * decision.
     *
     * @param version is given the prospect's version, and may refuse it
     */
    Shown decide(UUID id, UUID suggestionId, Suggestion.Decision decision, LongConsumer version) {
        Transactions.mustBeThere();
        mayDecide(id);
        Suggestion suggestion = suggestions.find(id, suggestionId).orElseThrow(ProblemException::notFound);
        boolean accepted = decision == Suggestion.Decision.ACCEPTED;
        if (accepted && suggestion.namesAddress()) {
            locks.take(suggestion.value());
        }
        Shown before = prospects.lockShown(id).orElseThrow(ProblemException::notFound);
        version.accept(before.version());
        if (!suggestions.decide(suggestionId, decision)) {
            throw ProblemException.of(ProblemType.CONFLICT, "The suggestion has been accepted or dismissed already.");
        }
        Person known = before.prospect().person();
        Person after = accepted ? suggestion.applyTo(known) : known;
        if (!Objects.equals(after.email(), known.email())) {
            prospects.mustBeFree(after.email(), id);
        }
        prospects.update(id, after);
        return new Shown(before.prospect().with(after).with(suggestions.waiting(id)), before.version() + 1);
    }

    /** Refuses a caller who may not, or may no longer, decide on what is suggested of a prospect. */
    void mayDecide(UUID id) {
        access.mustSee(id);
        access.mayChange(id);
    }

    private Shown shown(ProspectEntity entity) {
        return new Shown(ProspectResponse.of(entity).with(suggestions.waiting(entity.id)), entity.version);
    }
}
