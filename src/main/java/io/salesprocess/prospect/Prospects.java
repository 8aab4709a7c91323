package io.salesprocess.prospect;

import io.salesprocess.access.Caller;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.Versioned;
import io.salesprocess.platform.database.Condition;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** What other features need to know of prospects. */
@Singleton
public class Prospects {

    private final ProspectStore store;
    private final ProspectAccess access;
    private final SearchText words;

    Prospects(ProspectStore store, ProspectAccess access, SearchText words) {
        this.store = store;
        this.access = access;
        this.words = words;
    }

    /**
     * Refuses a prospect who does not exist, or not for the caller, or was merged into another one. Until the transaction ends,
     * nobody merges or erases them.
     */
    public void mustExist(Caller caller, UUID prospectId, String pointer) {
        Optional<Shown> found = access.maySee(caller, prospectId) ? store.hold(prospectId) : Optional.empty();
        mustStand(found.orElseThrow(
                () -> ProblemException.invalid(FieldError.at(pointer, "is not the id of a prospect"))));
    }

    /** Refuses a prospect who was merged into another one. */
    static void mustStand(Shown found) {
        UUID into = found.prospect().mergedInto();
        if (into != null) {
            throw ProblemException.of(
                            ProblemType.CONFLICT,
                            "The prospect " + found.prospect().id() + " was merged into the prospect " + into
                                    + ". Use that one, or undo the merge.")
                    .with("mergedInto", into);
        }
    }

    /** What is known of a prospect, whoever asks; empty once erased. */
    public Optional<Person> person(UUID prospectId) {
        return store.find(prospectId).map(found -> found.prospect().person());
    }

    /** Of these prospects, those whom the caller may see, as lists show them. */
    public Map<UUID, Versioned<ProspectResponse>> shown(Caller caller, Collection<UUID> ids) {
        return store.findAll(ids, access.shown(caller)).stream()
                .collect(Collectors.toMap(
                        found -> found.prospect().id(), found -> new Versioned<>(found.prospect(), found.version())));
    }

    /**
     * Holds where a column names a prospect whom the caller may see and in whom the text is found, as the search of prospects
     * finds it.
     */
    public Condition found(Caller caller, String text, String column) {
        Condition which = access.shown(caller).and(ProspectStore.holds(words.wanted(text), access.known(caller, "m")));
        return new Condition(
                column + " IN (SELECT p.id FROM prospect p WHERE p.erased_at IS NULL AND " + which.sql() + ")",
                which.parameters());
    }

    /** The prospect, if there is one whom the caller may see, and who has not been erased. */
    Optional<Shown> known(Caller caller, UUID id) {
        return access.maySee(caller, id) ? store.find(id) : Optional.empty();
    }
}
