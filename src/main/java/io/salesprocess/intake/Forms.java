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
import io.salesprocess.platform.database.AfterCommit;
import io.salesprocess.platform.kernel.Recent;
import io.salesprocess.salesperson.Salespeople;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Forms: their questions, what becomes of their submissions, and who owns the deals that they open. */
@UseCase
class Forms {

    private static final Logger LOG = Logger.getLogger(Forms.class);

    private static final String LEFT =
            "The salesperson of the assignment takes no more deals. Deals that the form opens have no owner.";
    private static final String AWAY =
            "The salesperson of the assignment is absent today. Deals that the form opens have no owner until they return.";
    private static final String NOBODY_OF_LIST =
            "None of the salespeople in the assignment takes deals today. Deals that the form opens have no owner.";
    private static final String NOBODY = "No salesperson takes deals today. Deals that the form opens have no owner.";

    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    private final FormStore store;
    private final FormVersions versions;
    private final AuditTrail audit;
    private final Pipelines pipelines;
    private final Offerings offerings;
    private final Salespeople salespeople;
    private final AfterCommit afterCommit;
    private final Clock clock;
    private final Recent<String, Optional<FormBody>> known = new Recent<>();

    Forms(
            FormStore store,
            FormVersions versions,
            AuditTrail audit,
            Pipelines pipelines,
            Offerings offerings,
            Salespeople salespeople,
            AfterCommit afterCommit,
            Clock clock) {
        this.store = store;
        this.versions = versions;
        this.audit = audit;
        this.pipelines = pipelines;
        this.offerings = offerings;
        this.salespeople = salespeople;
        this.afterCommit = afterCommit;
        this.clock = clock;
    }

    /** The form as submissions to it are read; not found if there is none. */
    FormBody current(String key) {
        return known.get(key, store::find).orElseThrow(ProblemException::notFound);
    }

    /** The form in the version that a submission was checked with; as it is now if that one was not kept. */
    FormBody asOf(Submission submission) {
        return Optional.ofNullable(submission.formVersion())
                .flatMap(version -> versions.find(submission.formKey(), version))
                .orElseGet(() -> current(submission.formKey()));
    }

    /** Forms in the order of their keys. */
    List<FormBody> list(Caller caller, String after, int limit) {
        caller.require(Permission.READ_CATALOG);
        return withHints(store.after(after, limit));
    }

    /** How many the list has, but no more than the limit. */
    long count(Caller caller, int limit) {
        caller.require(Permission.READ_CATALOG);
        return store.count(limit);
    }

    /** The form as the caller may see it; refused is one that they may neither administer nor submit. */
    FormView get(Caller caller, String key) {
        return seesAll(caller, key) ? FormView.whole(find(key)) : FormView.toShow(find(key));
    }

    /** One of its versions, likewise. */
    FormView version(Caller caller, String key, long version) {
        boolean seesAll = seesAll(caller, key);
        FormBody found = versions.find(key, version)
                .or(() -> store.find(key).filter(form -> form.version() == version))
                .orElseThrow(ProblemException::notFound);
        return seesAll ? FormView.whole(found) : FormView.toShow(found);
    }

    private static boolean seesAll(Caller caller, String key) {
        caller.require(Permission.READ_FORM);
        if (caller.may(Permission.READ_CATALOG)) {
            return true;
        }
        caller.requireForm(key);
        return false;
    }

    /** Adds a form; refused is a key that another one has. */
    FormBody add(Caller caller, FormBody form) {
        caller.require(Permission.EDIT_FORMS);
        check(form, null);
        afterCommit.run(known::forget);
        if (!store.insert(form, clock.instant())) {
            throw ProblemException.of(ProblemType.CONFLICT, "Another form has this key.")
                    .with("errors", List.of(FieldError.at("/key", "is the key of another form")));
        }
        audit.record(caller, AuditAction.FORM_CREATED, form.key());
        return published(form.key());
    }

    /** Publishes the next version of a form. What was submitted before stays as it is, and keeps its version. */
    FormBody replace(Caller caller, String key, ExpectedVersion version, FormBody form) {
        caller.require(Permission.EDIT_FORMS);
        FormBody present = store.lock(key).orElseThrow(ProblemException::notFound);
        version.check(present.version());
        if (!form.key().equals(key)) {
            throw ProblemException.invalid(FieldError.at("/key", "must be the key in the address, " + key));
        }
        check(form, present);
        afterCommit.run(known::forget);
        store.update(form);
        audit.record(caller, AuditAction.FORM_REPLACED, key);
        return published(key);
    }

    private FormBody published(String key) {
        FormBody form = store.find(key).orElseThrow();
        versions.insert(form, clock.instant());
        beginTurns(form);
        return withHints(List.of(form)).get(0);
    }

    private void beginTurns(FormBody form) {
        if (form.assignment().kind() == Assignment.Kind.ROUND_ROBIN) {
            store.beginTurns(form.key());
        }
    }

    /**
     * The owner of the next deal that the form opens, or null. With round-robin shares differ by little: requests at once take
     * different turns without waiting for each other, and a turn that is not used goes to the next.
     */
    UUID nextOwner(FormBody form) {
        UUID owner =
                switch (form.assignment().kind()) {
                    case NONE -> null;
                    case SALESPERSON -> ifTakingDeals(form.assignment().salespersonId());
                    case ROUND_ROBIN -> inTurn(form).orElse(null);
                };
        if (owner == null && form.assignment().kind() != Assignment.Kind.NONE) {
            LOG.warnf("The form %s assigns a deal to a salesperson, but none takes it. It has no owner.", form.key());
        }
        return owner;
    }

    private Optional<UUID> inTurn(FormBody form) {
        long turn = store.takeTurn(form.key());
        List<Share> shares = form.assignment().roundRobin();
        if (shares == null) {
            return salespeople.inTurn(turn);
        }
        return salespeople.inTurnAmong(form.assignment().named(), there -> new WeightedTurns(shares.stream()
                        .filter(share -> there.contains(share.salespersonId()))
                        .toList())
                .at(turn));
    }

    private UUID ifTakingDeals(UUID salespersonId) {
        return salespeople.takesDeals(salespersonId) ? salespersonId : null;
    }

    private FormBody find(String key) {
        FormBody found = store.find(key).orElseThrow(ProblemException::notFound);
        return withHints(List.of(found)).get(0);
    }

    /** Tells of assignments that lead to nobody, or not to all who are named. */
    private List<FormBody> withHints(List<FormBody> forms) {
        List<UUID> named = forms.stream()
                .flatMap(form -> form.assignment().named().stream())
                .distinct()
                .toList();
        Set<UUID> gone = salespeople.takingNoDeals(named);
        Set<UUID> away = salespeople.absentToday(named);
        boolean isAnyoneThere =
                forms.stream().noneMatch(form -> isForAll(form.assignment())) || salespeople.doesAnyoneTakeDeals();
        return forms.stream()
                .map(form -> {
                    if (isForAll(form.assignment())) {
                        return isAnyoneThere ? form : form.withHints(List.of(NOBODY));
                    }
                    return form.assignment().roundRobin() == null
                            ? withHint(form, gone, away)
                            : withHintOfSome(form, gone, away);
                })
                .toList();
    }

    private static boolean isForAll(Assignment assignment) {
        return assignment.kind() == Assignment.Kind.ROUND_ROBIN && assignment.roundRobin() == null;
    }

    private static FormBody withHint(FormBody form, Set<UUID> gone, Set<UUID> away) {
        UUID assigned = form.assignment().salespersonId();
        if (assigned != null && gone.contains(assigned)) {
            return form.withHints(List.of(LEFT));
        }
        return assigned != null && away.contains(assigned) ? form.withHints(List.of(AWAY)) : form;
    }

    private static FormBody withHintOfSome(FormBody form, Set<UUID> gone, Set<UUID> away) {
        List<UUID> named = form.assignment().named();
        long there = named.stream()
                .filter(one -> !gone.contains(one) && !away.contains(one))
                .count();
        if (there == named.size()) {
            return form;
        }
        return form.withHints(List.of(
                there == 0
                        ? NOBODY_OF_LIST
                        : "Of " + named.size() + " salespeople in the assignment, " + (named.size() - there)
                                + " are inactive or absent today. They are passed over."));
    }

    /** @param before the form that it replaces, or null; who is assigned already may have left since */
    private void check(FormBody form, FormBody before) {
        QuestionChecks.check(form.questions()).throwIfAny();
        pipelines.mustTakeDeals(form.pipeline(), "/pipeline");
        offerings.mustExist(form.offeringId(), "/offeringId");
        checkAssignment(form.assignment(), before == null ? Assignment.NONE : before.assignment());
        checkLocale(form.locale(), "/locale");
        checkLocale(form.page() == null ? null : form.page().locale(), "/page/locale");
    }

    /** Each salesperson who is named anew has to take deals, and none can be named twice. */
    private void checkAssignment(Assignment assignment, Assignment before) {
        List<UUID> known = before.named();
        if (assignment.roundRobin() == null) {
            assignment.named().stream()
                    .filter(one -> !known.contains(one))
                    .forEach(one -> salespeople.mustTakeDeals(one, "/assignment/salespersonId"));
            return;
        }
        Set<UUID> seen = new HashSet<>();
        for (int i = 0; i < assignment.roundRobin().size(); i++) {
            UUID one = assignment.roundRobin().get(i).salespersonId();
            String pointer = "/assignment/roundRobin/" + i + "/salespersonId";
            if (!seen.add(one)) {
                throw ProblemException.invalid(FieldError.at(pointer, "must not be in the list twice"));
            }
            if (!known.contains(one)) {
                salespeople.mustTakeDeals(one, pointer);
            }
        }
    }

    private static void checkLocale(String tag, String pointer) {
        if (tag != null && !LANGUAGES.contains(Locale.forLanguageTag(tag).getLanguage())) {
            throw ProblemException.invalid(FieldError.at(
                    pointer, "must be a language tag of BCP 47 that begins with a known language, such as de-DE"));
        }
    }
}
