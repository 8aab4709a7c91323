package io.salesprocess.prospect;

import io.salesprocess.access.Caller;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.ProblemException;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** What other features need to know of prospects. */
@Singleton
public class Prospects {

    private final ProspectStore store;
    private final ProspectAccess access;

    Prospects(ProspectStore store, ProspectAccess access) {
        this.store = store;
        this.access = access;
    }

    /** Refuses a prospect who does not exist, or not for the caller. */
    public void mustExist(Caller caller, UUID prospectId, String pointer) {
        if (known(caller, prospectId).isEmpty()) {
            throw ProblemException.invalid(FieldError.at(pointer, "is not the id of a prospect"));
        }
    }

    /** What is known of a prospect, whoever asks; empty once erased. */
    public Optional<Person> person(UUID prospectId) {
        return store.find(prospectId).map(found -> found.prospect().person());
    }

    /** The prospect, if there is one whom the caller may see, and who has not been erased. */
    Optional<Shown> known(Caller caller, UUID id) {
        return access.maySee(caller, id) ? store.find(id) : Optional.empty();
    }
}
