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
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Salespeople: those who own deals. */
@UseCase
public class Salespeople {

    private static final UUID BEFORE_ALL = new UUID(0, 0);

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

    /** Refuses an owner that does not exist or no longer takes deals; null is accepted. */
    public void mustTakeDeals(UUID salespersonId, String pointer) {
        boolean isRefused = salespersonId != null
                && store.find(salespersonId)
                        .filter(found -> found.value().active())
                        .isEmpty();
        if (isRefused) {
            throw ProblemException.invalid(FieldError.at(pointer, "is not the id of an active salesperson"));
        }
    }

    /** Whose turn it is after this salesperson, in the order of ids; empty if no salesperson takes deals. */
    public Optional<UUID> nextAfter(UUID last) {
        return store.nextActive(Objects.requireNonNullElse(last, BEFORE_ALL));
    }

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
