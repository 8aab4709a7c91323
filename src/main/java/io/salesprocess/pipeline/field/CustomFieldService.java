package io.salesprocess.pipeline.field;

import io.salesprocess.access.AuditAction;
import io.salesprocess.access.AuditTrail;
import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.platform.api.ExpectedVersion;
import io.salesprocess.platform.api.Faults;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.platform.api.Versioned;
import io.salesprocess.platform.kernel.Ids;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Defines custom fields. Nothing is deleted: a field is retired, and can be taken up again. */
@UseCase
class CustomFieldService {

    private static final int MOST_ACTIVE = 50;
    private static final int MOST_NAMED = 20;
    private static final int DEFINITIONS_STAY = 18;

    private final CustomFieldStore store;
    private final FieldUses uses;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    CustomFieldService(CustomFieldStore store, FieldUses uses, AuditTrail audit, Ids ids, Clock clock) {
        this.store = store;
        this.uses = uses;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Definitions of the subject, or of all, oldest first. */
    List<CustomFieldResponse> list(Caller caller, FieldSubject subject, UUID after, int limit) {
        caller.require(Permission.READ_CATALOG);
        return store.after(subject, after, limit);
    }

    /** How many the list has, but no more than the limit. */
    long count(Caller caller, FieldSubject subject, int limit) {
        caller.require(Permission.READ_CATALOG);
        return store.count(subject, limit);
    }

    Versioned<CustomFieldResponse> get(Caller caller, UUID id) {
        caller.require(Permission.READ_CATALOG);
        return store.find(id).orElseThrow(ProblemException::notFound);
    }

    /** Defines a field. Refused is a key that the subject has already. */
    Versioned<CustomFieldResponse> add(Caller caller, CustomFieldRequest request) {
        caller.require(Permission.EDIT_CUSTOM_FIELDS);
        mustBeComplete(request);
        store.holdAll();
        if (store.named(request.subject(), List.of(request.key())).containsKey(request.key())) {
            String taken =
                    "is the key of another custom field of " + request.subject().inWords();
            throw ProblemException.of(ProblemType.CONFLICT, "There is a custom field of this key already.")
                    .with("errors", List.of(FieldError.at("/key", taken)));
        }
        if (!request.retired()) {
            mustHaveRoom(request.subject());
        }
        UUID id = ids.next();
        store.insert(id, request, clock.instant());
        audit.record(caller, AuditAction.CUSTOM_FIELD_CREATED, id);
        return store.find(id).orElseThrow();
    }

    /** Changes label or options, retires a field or takes it up again. Refused is retiring one that a stage needs (rule 18). */
    Versioned<CustomFieldResponse> update(
            Caller caller, UUID id, ExpectedVersion version, UnaryOperator<CustomFieldRequest> patch) {
        caller.require(Permission.EDIT_CUSTOM_FIELDS);
        store.holdAll();
        Versioned<CustomFieldResponse> present = store.lock(id).orElseThrow(ProblemException::notFound);
        version.check(present.version());
        CustomFieldRequest before = present.value().toRequest();
        CustomFieldRequest after = patch.apply(before);
        mustStay(before, after);
        if (after.equals(before)) {
            return present;
        }
        mustBeComplete(after);
        if (after.retired() && !before.retired()) {
            mustBeUnused(before);
        } else if (before.retired() && !after.retired()) {
            mustHaveRoom(before.subject());
        }
        store.update(id, after);
        audit.record(caller, AuditAction.CUSTOM_FIELD_CHANGED, id);
        return store.find(id).orElseThrow();
    }

    /** A choice needs something to choose from, and nothing else does. */
    private static void mustBeComplete(CustomFieldRequest field) {
        if ((field.type() == FieldType.CHOICE) == field.options().isEmpty()) {
            throw ProblemException.invalid(
                    FieldError.at("/options", "must be there if, and only if, the type is choice"));
        }
        if (new HashSet<>(field.options()).size() < field.options().size()) {
            throw ProblemException.invalid(FieldError.at("/options", "must not have an option twice"));
        }
    }

    private static void mustStay(CustomFieldRequest before, CustomFieldRequest after) {
        Faults faults = new Faults();
        if (after.subject() != before.subject()) {
            faults.add(FieldError.at("/subject", "never changes; define another field"));
        }
        if (!after.key().equals(before.key())) {
            faults.add(FieldError.at("/key", "never changes; define another field"));
        }
        if (after.type() != before.type()) {
            faults.add(FieldError.at("/type", "never changes; define another field"));
        }
        faults.throwIfAny();
    }

    private void mustHaveRoom(FieldSubject subject) {
        if (store.active(subject, MOST_ACTIVE) >= MOST_ACTIVE) {
            throw ProblemException.of(
                    ProblemType.CONFLICT,
                    "There can be " + MOST_ACTIVE + " custom fields of " + subject.inWords()
                            + " that are not retired. Retire one of them first.");
        }
    }

    /** The row is locked, and publishing holds the fields that it needs, so that none of both misses the other. */
    private void mustBeUnused(CustomFieldRequest field) {
        List<String> places = field.subject() == FieldSubject.DEAL ? uses.of(field.key()) : List.of();
        if (!places.isEmpty()) {
            String named = String.join("; ", places.subList(0, Math.min(MOST_NAMED, places.size())));
            String others = places.size() > MOST_NAMED ? "; and " + (places.size() - MOST_NAMED) + " more" : "";
            throw ProblemException.of(
                            ProblemType.RULE_VIOLATED,
                            "The field cannot be retired, because stages need it: " + named + others + ".")
                    .with("rule", DEFINITIONS_STAY);
        }
    }
}
