package io.salesprocess.intake;

import io.salesprocess.access.AuditAction;
import io.salesprocess.access.AuditTrail;
import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.offering.Offerings;
import io.salesprocess.pipeline.Pipelines;
import io.salesprocess.platform.api.ExpectedVersion;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.platform.api.Versioned;
import io.salesprocess.platform.database.AfterCommit;
import io.salesprocess.platform.kernel.Recent;
import io.salesprocess.salesperson.Salespeople;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Forms: their questions, what becomes of their submissions, and who owns the deals that they open. */
@UseCase
class Forms {

    private final FormStore store;
    private final AuditTrail audit;
    private final Pipelines pipelines;
    private final Offerings offerings;
    private final Salespeople salespeople;
    private final AfterCommit afterCommit;
    private final Clock clock;
    private final Recent<String, Optional<FormBody>> known = new Recent<>();

    Forms(
            FormStore store,
            AuditTrail audit,
            Pipelines pipelines,
            Offerings offerings,
            Salespeople salespeople,
            AfterCommit afterCommit,
            Clock clock) {
        this.store = store;
        this.audit = audit;
        this.pipelines = pipelines;
        this.offerings = offerings;
        this.salespeople = salespeople;
        this.afterCommit = afterCommit;
        this.clock = clock;
    }

    /** The form as submissions to it are read; not found if there is none. */
    FormBody current(String key) {
        return known.get(key, wanted -> store.find(wanted).map(Versioned::value))
                .orElseThrow(ProblemException::notFound);
    }

    /** Forms in the order of their keys. */
    List<FormBody> list(Caller caller, String after, int limit) {
        caller.require(Permission.READ_CATALOG);
        return store.after(after, limit);
    }

    /** How many the list has, but no more than the limit. */
    long count(Caller caller, int limit) {
        caller.require(Permission.READ_CATALOG);
        return store.count(limit);
    }

    /** The form as the caller may see it; refused is one that they may neither administer nor submit. */
    Versioned<FormView> get(Caller caller, String key) {
        caller.require(Permission.READ_FORM);
        if (caller.may(Permission.READ_CATALOG)) {
            Versioned<FormBody> found = find(key);
            return new Versioned<>(FormView.whole(found.value()), found.version());
        }
        caller.requireForm(key);
        Versioned<FormBody> found = find(key);
        return new Versioned<>(FormView.toShow(found.value()), found.version());
    }

    /** Adds a form; refused is a key that another one has. */
    Versioned<FormBody> add(Caller caller, FormBody form) {
        caller.require(Permission.EDIT_FORMS);
        check(form);
        afterCommit.run(known::forget);
        if (!store.insert(form, clock.instant())) {
            throw ProblemException.of(ProblemType.CONFLICT, "Another form has this key.")
                    .with("errors", List.of(FieldError.at("/key", "is the key of another form")));
        }
        audit.record(caller, AuditAction.FORM_CREATED, form.key());
        return find(form.key());
    }

    /** Replaces a form. What was submitted before stays as it is. */
    Versioned<FormBody> replace(Caller caller, String key, ExpectedVersion version, FormBody form) {
        caller.require(Permission.EDIT_FORMS);
        version.check(store.lock(key).orElseThrow(ProblemException::notFound).version());
        if (!form.key().equals(key)) {
            throw ProblemException.invalid(FieldError.at("/key", "must be the key in the address, " + key));
        }
        check(form);
        afterCommit.run(known::forget);
        store.update(form);
        audit.record(caller, AuditAction.FORM_REPLACED, key);
        return find(key);
    }

    /**
     * The owner of the next deal that the form opens, or null. With round-robin everybody else waits for the transaction to
     * end, so that shares differ by one at most even if it is rolled back.
     */
    UUID nextOwner(FormBody form) {
        return switch (form.assignment().kind()) {
            case NONE -> null;
            case SALESPERSON -> form.assignment().salespersonId();
            case ROUND_ROBIN -> nextInTurn(form.key());
        };
    }

    private UUID nextInTurn(String key) {
        UUID next = salespeople.nextAfter(store.lockLastTurn(key)).orElse(null);
        if (next != null) {
            store.takeTurn(key, next);
        }
        return next;
    }

    private Versioned<FormBody> find(String key) {
        return store.find(key).orElseThrow(ProblemException::notFound);
    }

    private void check(FormBody form) {
        if (pipelines.newest(form.pipeline()).isEmpty()) {
            throw ProblemException.invalid(FieldError.at("/pipeline", "is not the key of a pipeline"));
        }
        offerings.mustExist(form.offeringId(), "/offeringId");
        salespeople.mustTakeDeals(form.assignment().salespersonId(), "/assignment/salespersonId");
    }
}
