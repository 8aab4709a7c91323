package io.salesprocess.offering;

import io.salesprocess.access.AuditAction;
import io.salesprocess.access.AuditTrail;
import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.platform.api.ExpectedVersion;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.platform.api.Versioned;
import io.salesprocess.platform.database.AfterCommit;
import io.salesprocess.platform.kernel.Amount;
import io.salesprocess.platform.kernel.Currencies;
import io.salesprocess.platform.kernel.Ids;
import io.salesprocess.platform.kernel.Recent;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Offerings: the products and services that are sold, and what they cost. */
@UseCase
public class Offerings {

    private final OfferingStore store;
    private final AuditTrail audit;
    private final AfterCommit afterCommit;
    private final Ids ids;
    private final Clock clock;
    private final Recent<UUID, Optional<OfferingResponse>> known = new Recent<>();

    Offerings(OfferingStore store, AuditTrail audit, AfterCommit afterCommit, Ids ids, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.afterCommit = afterCommit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Refuses an offering that does not exist; null is accepted. */
    public void mustExist(UUID offeringId, String pointer) {
        if (offeringId != null && store.find(offeringId).isEmpty()) {
            throw ProblemException.invalid(FieldError.at(pointer, "is not the id of an offering"));
        }
    }

    /**
     * The value of a deal about this offering unless another is given; null if unknown, or if its price is in a currency that
     * has been withdrawn since.
     */
    public Amount priceOf(UUID offeringId) {
        return offeringId == null
                ? null
                : known.get(offeringId, id -> store.find(id).map(Versioned::value))
                        .map(OfferingResponse::price)
                        .filter(price -> Currencies.isCurrent(price.currency()))
                        .orElse(null);
    }

    /** What is known of an offering, whoever asks; null is accepted. */
    public Optional<OfferingResponse> find(UUID offeringId) {
        return offeringId == null ? Optional.empty() : store.find(offeringId).map(Versioned::value);
    }

    /** Of these offerings, those that the caller may see. */
    public Map<UUID, Versioned<OfferingResponse>> shown(Caller caller, Collection<UUID> ids) {
        return caller.may(Permission.READ_CATALOG)
                ? store.findAll(ids).stream()
                        .collect(Collectors.toMap(found -> found.value().id(), Function.identity()))
                : Map.of();
    }

    /** Offerings, oldest first. */
    List<OfferingResponse> list(Caller caller, UUID after, int limit) {
        caller.require(Permission.READ_CATALOG);
        return store.after(after, limit);
    }

    /** How many the list has, but no more than the limit. */
    long count(Caller caller, int limit) {
        caller.require(Permission.READ_CATALOG);
        return store.count(limit);
    }

    Versioned<OfferingResponse> get(Caller caller, UUID id) {
        caller.require(Permission.READ_CATALOG);
        return store.find(id).orElseThrow(ProblemException::notFound);
    }

    Versioned<OfferingResponse> add(Caller caller, OfferingRequest request) {
        caller.require(Permission.EDIT_OFFERINGS);
        UUID id = ids.next();
        store.insert(id, request, clock.instant());
        audit.record(caller, AuditAction.OFFERING_CREATED, id);
        return store.find(id).orElseThrow();
    }

    /** Changes an offering; deals that are open keep their value. */
    Versioned<OfferingResponse> update(
            Caller caller, UUID id, ExpectedVersion version, UnaryOperator<OfferingRequest> patch) {
        caller.require(Permission.EDIT_OFFERINGS);
        Versioned<OfferingResponse> present = store.lock(id).orElseThrow(ProblemException::notFound);
        version.check(present.version());
        store.update(id, patch.apply(present.value().toRequest()));
        audit.record(caller, AuditAction.OFFERING_CHANGED, id);
        afterCommit.run(known::forget);
        return store.find(id).orElseThrow();
    }
}
