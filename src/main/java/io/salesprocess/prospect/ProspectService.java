package io.salesprocess.prospect;

import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.pipeline.field.CustomFields;
import io.salesprocess.pipeline.field.FieldFilter;
import io.salesprocess.pipeline.field.FieldSubject;
import io.salesprocess.platform.api.ExpectedVersion;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.platform.database.Condition;
import io.salesprocess.platform.database.Transactions;
import io.salesprocess.platform.kernel.Ids;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * What callers do to prospects: adding, changing, and deciding on what forms suggest. Refused is an e-mail address of another
 * prospect whom the caller may see. One whom they may not see makes no difference to what is answered, nor to what the database
 * is asked.
 */
@UseCase
class ProspectService {

    private static final UUID NO_ID = new UUID(0, 0);

    private final Prospects prospects;
    private final ProspectStore store;
    private final ProspectAccess access;
    private final ContactLocks locks;
    private final Suggestions suggestions;
    private final People people;
    private final SearchText words;
    private final CustomFields fields;
    private final Ids ids;
    private final Clock clock;

    ProspectService(
            Prospects prospects,
            ProspectStore store,
            ProspectAccess access,
            ContactLocks locks,
            Suggestions suggestions,
            People people,
            SearchText words,
            CustomFields fields,
            Ids ids,
            Clock clock) {
        this.prospects = prospects;
        this.store = store;
        this.access = access;
        this.locks = locks;
        this.suggestions = suggestions;
        this.people = people;
        this.words = words;
        this.fields = fields;
        this.ids = ids;
        this.clock = clock;
    }

    /** The part of a search that is about custom fields, from query parameters by name. */
    FieldFilter filter(Caller caller, Map<String, String> parameters) {
        caller.require(Permission.READ_PROSPECTS);
        return fields.filter(FieldSubject.PROSPECT, parameters);
    }

    /** Prospects that the caller may see, oldest first; all of them, or those that the text and the filter find. */
    List<ProspectResponse> list(Caller caller, String text, FieldFilter filter, UUID after, int limit) {
        Condition holds = holds(caller, text);
        return holds == Condition.ALWAYS && filter.isEmpty()
                ? store.list(access.shown(caller), after, limit)
                : store.search(holds, filter, access.shown(caller), after, limit);
    }

    /** How many prospects the list has, but no more than the limit. */
    long count(Caller caller, String text, FieldFilter filter, UUID after, int limit) {
        return store.count(holds(caller, text), filter, access.shown(caller), after, limit);
    }

    /** One prospect, with what forms suggest; not found is one whom the caller may not see, or who has been erased. */
    Shown get(Caller caller, UUID id) {
        return withSuggestions(caller, prospects.known(caller, id).orElseThrow(ProblemException::notFound));
    }

    /** Adds a prospect. */
    Shown add(Caller caller, ProspectRequest written) {
        Transactions.mustBeThere();
        caller.require(Permission.EDIT_PROSPECTS);
        Person person = people.read(written.person(), (String) null);
        people.mustBeReachable(person);
        locks.take(person.email(), person.phone());
        mustBeFree(caller, person.email(), NO_ID);
        Map<String, Object> values = fields.checked(FieldSubject.PROSPECT, Map.of(), written.customFields());
        UUID id = ids.next();
        store.insert(id, person, values, clock.instant());
        return withSuggestions(caller, store.find(id).orElseThrow());
    }

    /**
     * Changes what is known of a prospect.
     *
     * @param patch what is known after the change, from what is known before
     */
    Shown change(Caller caller, UUID id, ExpectedVersion version, UnaryOperator<ProspectRequest> patch) {
        Transactions.mustBeThere();
        Shown seen = prospects.known(caller, id).orElseThrow(ProblemException::notFound);
        access.mayChange(caller, id);
        version.check(seen.version());
        Prospects.mustStand(seen);
        Changed wanted = patched(seen.prospect(), patch);
        // The addresses before the row, as in recognition, so that two transactions do not wait for each other.
        locks.take(wanted.person().email(), wanted.person().phone());
        Shown before = store.lock(id).orElseThrow(ProblemException::notFound);
        version.check(before.version());
        Prospects.mustStand(before);
        Changed after = before.version() == seen.version() ? wanted : patched(before.prospect(), patch);
        if (!Objects.equals(after.person().email(), before.prospect().email())) {
            mustBeFree(caller, after.person().email(), id);
        }
        Map<String, Object> values =
                fields.checked(FieldSubject.PROSPECT, before.prospect().customFields(), after.customFields());
        return withSuggestions(caller, store.update(id, after.person(), values));
    }

    /** Accepts or dismisses what a form suggests. Refused is a suggestion on which there has been a decision. */
    Shown decide(Caller caller, UUID id, UUID suggestionId, Suggestion.Decision decision, ExpectedVersion version) {
        Transactions.mustBeThere();
        mayDecide(caller, id);
        Suggestion suggestion =
                suggestions.find(id, suggestionId, access.known(caller, "m")).orElseThrow(ProblemException::notFound);
        boolean accepted = decision == Suggestion.Decision.ACCEPTED;
        if (accepted && suggestion.namesAddress()) {
            locks.take(suggestion.address());
        }
        Shown before = store.lock(id).orElseThrow(ProblemException::notFound);
        version.check(before.version());
        Prospects.mustStand(before);
        if (!suggestions.decide(suggestionId, decision)) {
            throw ProblemException.of(ProblemType.CONFLICT, "The suggestion has been accepted or dismissed already.");
        }
        Person known = before.prospect().person();
        Person after = accepted ? people.read(suggestion.applyTo(known.toRequest()), known) : known;
        if (!Objects.equals(after.email(), known.email())) {
            mustBeFree(caller, after.email(), id);
        }
        return withSuggestions(caller, store.update(id, after, before.prospect().customFields()));
    }

    /** Refuses a caller who may not, or may no longer, decide on what is suggested of a prospect. */
    void mayDecide(Caller caller, UUID id) {
        access.mustSee(caller, id);
        access.mayChange(caller, id);
    }

    /** What a caller wants to be known of a prospect; the custom fields have yet to be checked. */
    private record Changed(Person person, Map<String, Object> customFields) {}

    private Changed patched(ProspectResponse before, UnaryOperator<ProspectRequest> patch) {
        ProspectRequest wanted = patch.apply(before.toRequest());
        Person after = people.read(wanted.person(), before.person());
        people.mustBeReachable(after);
        return new Changed(after, wanted.customFields());
    }

    /** The transaction holds the lock on the address. */
    private void mustBeFree(Caller caller, String email, UUID except) {
        if (email != null && store.isTaken(email, except, access.shown(caller), access.known(caller, "m"))) {
            throw ProblemException.of(ProblemType.CONFLICT, "Another prospect has this e-mail address.")
                    .with("errors", List.of(FieldError.at("/email", "is the e-mail address of another prospect")));
        }
    }

    private Condition holds(Caller caller, String text) {
        return ProspectStore.holds(text == null ? Set.of() : words.wanted(text), access.known(caller, "m"));
    }

    /** What is suggested of somebody merged is decided on where they went. */
    private Shown withSuggestions(Caller caller, Shown found) {
        if (found.prospect().mergedInto() != null) {
            return found;
        }
        List<Suggestion> waiting = suggestions.waiting(found.prospect().id(), access.known(caller, "m"));
        return new Shown(found.prospect().with(waiting), found.version());
    }
}
