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
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Salespeople: those who own deals. Who is active can be given deals by hand. What the service gives out by itself goes to those
 * who are not absent either.
 */
@UseCase
public class Salespeople {

    /** How often to ask again who is in turn, should that one be deactivated at the same moment. */
    private static final int MOST_ATTEMPTS = 3;

    private final SalespersonStore store;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;
    private final ZoneId zone;

    /** @param zone in which absences begin and end */
    Salespeople(
            SalespersonStore store,
            AuditTrail audit,
            Ids ids,
            Clock clock,
            @ConfigProperty(name = "salesprocess.salespeople.time-zone") ZoneId zone) {
        this.store = store;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * Refuses an owner that does not exist or no longer takes deals; null is accepted. In a transaction it stays true until that
     * ends: who deactivates a salesperson waits, so that none gets a deal after the answer.
     */
    public void mustTakeDeals(UUID salespersonId, String pointer) {
        if (salespersonId != null && store.holdActive(salespersonId).isEmpty()) {
            throw ProblemException.invalid(FieldError.at(pointer, "is not the id of an active salesperson"));
        }
    }

    /** Whether a salesperson is active and not absent today; it stays so until the transaction ends. */
    public boolean takesDeals(UUID salespersonId) {
        return store.holdPresent(salespersonId, today()).isPresent();
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
            found = store.holdInTurn(turn, today());
        }
        return found;
    }

    /**
     * Who has a turn if some take turns, and takes deals until the transaction ends.
     *
     * @param some who take turns
     * @param choice who is in turn if of these only those are there that it is given
     * @return empty if none of them takes deals
     */
    public Optional<UUID> inTurnAmong(Collection<UUID> some, Function<Set<UUID>, Optional<UUID>> choice) {
        Optional<UUID> found = Optional.empty();
        for (int attempt = 0; found.isEmpty() && attempt < MOST_ATTEMPTS; attempt++) {
            Optional<UUID> next = choice.apply(store.present(some, today()));
            if (next.isEmpty()) {
                return next;
            }
            found = next.flatMap(one -> store.holdPresent(one, today()));
        }
        return found;
    }

    /**
     * Those who have the next turns, in that order, if all but one take turns. They take deals until the transaction ends.
     *
     * @param turn from 0 on
     * @param turns how many turns, at least 1; after the last of the list its first one has the next
     * @param except who gives deals away
     * @return empty if no other salesperson takes deals
     */
    public List<UUID> inTurns(long turn, int turns, UUID except) {
        return store.holdInTurns(turn, turns, today(), except);
    }

    /** Those of these salespeople who take no more deals. */
    public Set<UUID> takingNoDeals(Collection<UUID> salespeople) {
        return store.inactive(salespeople);
    }

    /** Those of these salespeople who take deals, but not today. */
    public Set<UUID> absentToday(Collection<UUID> salespeople) {
        return store.absent(salespeople, today());
    }

    /** Whether there is a salesperson who takes deals today. */
    public boolean doesAnyoneTakeDeals() {
        return store.isAnyPresent(today());
    }

    /** Whether there is such a salesperson, active or not. */
    public boolean exists(UUID salespersonId) {
        return store.find(salespersonId).isPresent();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    /** The name of a salesperson, active or not. */
    public Optional<String> nameOf(UUID salespersonId) {
        return store.find(salespersonId).map(found -> found.value().name());
    }

    /** The names of these salespeople, active or not, by their ids. */
    public Map<UUID, String> namesOf(Collection<UUID> salespeople) {
        return salespeople.isEmpty() ? Map.of() : store.names(salespeople);
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
        store.insert(id, request, Absences.of(request.absences()), clock.instant());
        audit.record(caller, AuditAction.SALESPERSON_CREATED, id);
        return store.find(id).orElseThrow();
    }

    /** Changes a salesperson. One who is no longer active keeps their deals and gets no new ones. */
    Versioned<SalespersonResponse> update(
            Caller caller, UUID id, ExpectedVersion version, UnaryOperator<SalespersonRequest> patch) {
        caller.require(Permission.EDIT_SALESPEOPLE);
        Versioned<SalespersonResponse> present = store.lock(id).orElseThrow(ProblemException::notFound);
        version.check(present.version());
        SalespersonRequest changed = patch.apply(present.value().toRequest());
        store.update(id, changed, Absences.of(changed.absences()));
        audit.record(caller, AuditAction.SALESPERSON_CHANGED, id);
        return store.find(id).orElseThrow();
    }
}
