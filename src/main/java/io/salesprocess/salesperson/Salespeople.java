package io.salesprocess.salesperson;

import io.salesprocess.access.AuditAction;
import io.salesprocess.access.AuditTrail;
import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.platform.api.ExpectedVersion;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.platform.api.Versioned;
import io.salesprocess.platform.kernel.Ids;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Salespeople: those who own deals. */
@UseCase
public class Salespeople {

    /** How often to ask again who is in turn, should that one be deactivated at the same moment. */
    private static final int MOST_ATTEMPTS = 3;

    private final SalespersonStore store;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    Salespeople(SalespersonStore store, AuditTrail audit, Ids ids, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Refuses an owner that does not exist or no longer takes deals; null is accepted. In a transaction it stays true until that
     * ends: who deactivates a salesperson waits, so that none gets a deal after the answer.
     */
    public void mustTakeDeals(UUID salespersonId, String pointer) {
        if (salespersonId != null && !takesDeals(salespersonId)) {
            throw ProblemException.invalid(FieldError.at(pointer, "is not the id of an active salesperson"));
        }
    }

    /** Whether a salesperson takes deals; it stays so until the transaction ends. */
    public boolean takesDeals(UUID salespersonId) {
        return store.holdActive(salespersonId).isPresent();
    }

    /**
     * Who has a turn if all who take deals take turns in the order of their ids, and takes deals until the transaction ends.
     *
     * @param turn from 0 on
     * @return empty if no salesperson takes deals
     */
    public Optional<UUID> inTurn(long turn) {
        Optional<UUID> found = Optional.empty();
        for (int attempt = 0; found.isEmpty() && attempt < MOST_ATTEMPTS; attempt++) {
            found = store.holdInTurn(turn);
        }
        return found;
    }

    /** Those of these salespeople who take no more deals. */
    public Set<UUID> takingNoDeals(Collection<UUID> salespeople) {
        return store.inactive(salespeople);
    }

    /** Whether there is a salesperson who takes deals. */
    public boolean doesAnyoneTakeDeals() {
        return store.isAnyActive();
    }

    /** How clients reach a salesperson, whoever asks; null is accepted. */
    public Optional<Reachable> find(UUID salespersonId) {
        return salespersonId == null
                ? Optional.empty()
                : store.find(salespersonId)
                        .map(found -> new Reachable(
                                found.value().name(), found.value().email()));
    }

    /** A salesperson as clients see them. */
    public record Reachable(String name, String email) {}

    /** Salespeople, oldest first. */
    List<SalespersonResponse> list(Caller caller, UUID after, int limit) {
        caller.require(Permission.READ_CATALOG);
        return store.after(after, limit);
    }

    /** How many the list has, but no more than the limit. */
    long count(Caller caller, int limit) {
        caller.require(Permission.READ_CATALOG);
        return store.count(limit);
    }

    Versioned<SalespersonResponse> get(Caller caller, UUID id) {
        caller.require(Permission.READ_CATALOG);
        return store.find(id).orElseThrow(ProblemException::notFound);
    }

    /** Adds a salesperson; refused is an e-mail address that another one has. */
    Versioned<SalespersonResponse> add(Caller caller, SalespersonRequest request) {
        caller.require(Permission.EDIT_SALESPEOPLE);
        UUID id = ids.next();
        store.insert(id, request, clock.instant());
        audit.record(caller, AuditAction.SALESPERSON_CREATED, id);
        return store.find(id).orElseThrow();
    }

    /** Changes a salesperson. One who is no longer active keeps their deals and gets no new ones. */
    Versioned<SalespersonResponse> update(
            Caller caller, UUID id, ExpectedVersion version, UnaryOperator<SalespersonRequest> patch) {
        caller.require(Permission.EDIT_SALESPEOPLE);
        Versioned<SalespersonResponse> present = store.lock(id).orElseThrow(ProblemException::notFound);
        version.check(present.version());
        store.update(id, patch.apply(present.value().toRequest()));
        audit.record(caller, AuditAction.SALESPERSON_CHANGED, id);
        return store.find(id).orElseThrow();
    }
}
