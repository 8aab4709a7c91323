package io.salesprocess.intake;

import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.platform.api.Json;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.platform.database.Transactions;
import io.salesprocess.platform.kernel.Ids;
import io.salesprocess.prospect.Person;
import io.salesprocess.prospect.Recognition;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes submissions in (rule 10): stores each as received, recognises the prospect, and attaches it to their open deal or
 * opens one. The same submission sent twice is one; suspected spam is set aside, and can be released.
 */
@UseCase
class Intake {

    private final Submissions submissions;
    private final SubmissionChecks checks;
    private final Forms forms;
    private final Recognition recognition;
    private final FormDeals deals;
    private final RepeatedTexts repeated;
    private final IntakeMetrics metrics;
    private final Json json;
    private final Ids ids;
    private final Clock clock;

    Intake(
            Submissions submissions,
            SubmissionChecks checks,
            Forms forms,
            Recognition recognition,
            FormDeals deals,
            RepeatedTexts repeated,
            IntakeMetrics metrics,
            Json json,
            Ids ids,
            Clock clock) {
        this.submissions = submissions;
        this.checks = checks;
        this.forms = forms;
        this.recognition = recognition;
        this.deals = deals;
        this.repeated = repeated;
        this.metrics = metrics;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What became of a submission.
     *
     * @param isNew false if it had been sent before
     */
    record Outcome(Submission submission, boolean isNew) {}

    /**
     * Takes a submission in. Refused are answers that do not fit the form's questions, every wrong one named, and another
     * content under an id that was sent before.
     *
     * @param hasKey whether the request has an {@code Idempotency-Key}; without one it needs an id of its own
     */
    Outcome receive(Caller caller, String formKey, SentSubmission sent, boolean hasKey) {
        Transactions.mustBeThere();
        caller.requireForm(formKey);
        SubmissionRequest given = sent.request();
        if (given.submissionId() == null && !hasKey) {
            throw ProblemException.of(
                    ProblemType.IDEMPOTENCY_KEY_MISSING,
                    "Send a submissionId, or the header Idempotency-Key, so that a retry can be told from a second"
                            + " submission.");
        }
        FormBody form = forms.current(formKey);
        SubmissionRequest request;
        try {
            mustBeOpen(form);
            sent.checkFields(form);
            request = checks.check(form, given);
        } catch (ProblemException e) {
            // The form may have changed since it was sent for the first time.
            return sentBefore(form, given, null).map(this::repeated).orElseThrow(() -> e);
        }
        byte[] fingerprint = fingerprint(request);
        Person person = checks.person(form, request);
        String suspicion = sent.suspicion() == null ? checks.suspicion(request.signals()) : sent.suspicion();
        if (suspicion == null && repeated.isSentByMany(request, person)) {
            suspicion = "repeated-text";
        }
        Submission received = new Submission(
                ids.next(),
                formKey,
                form.version(),
                request.submissionId(),
                json.write(request),
                fingerprint,
                clock.instant(),
                suspicion == null ? Submission.Status.ACCEPTED : Submission.Status.SUSPECT,
                suspicion,
                null,
                null,
                null,
                null,
                false);
        boolean isNew = suspicion == null ? submissions.insert(received) : submissions.insertSetAside(received, person);
        if (!isNew) {
            return repeated(sentBefore(form, given, fingerprint).orElseThrow());
        }
        metrics.count(suspicion == null ? IntakeMetrics.Fate.ACCEPTED : IntakeMetrics.Fate.SUSPECT);
        return new Outcome(suspicion == null ? takeIn(received, form, request) : received, true);
    }

    private static void mustBeOpen(FormBody form) {
        if (form.retired()) {
            throw ProblemException.of(ProblemType.RULE_VIOLATED, "The form is closed and takes no more submissions.")
                    .with("rule", 18);
        }
    }

    private Outcome repeated(Submission first) {
        metrics.count(IntakeMetrics.Fate.REPEATED);
        return new Outcome(first, false);
    }

    /** Takes a submission in that was set aside; refused is one that was not, or that has been erased. */
    Submission release(Caller caller, UUID id) {
        Submission submission = lockSuspect(caller, id);
        if (submission.content() == null) {
            throw ProblemException.of(ProblemType.CONFLICT, "The content of the submission has been erased.");
        }
        FormBody form = forms.asOf(submission);
        metrics.count(IntakeMetrics.Fate.RELEASED);
        return takeIn(submission, form, json.read(submission.content(), SubmissionRequest.class));
    }

    /** Puts a submission away for good that was set aside: its content is erased, and the fact is kept. */
    Submission discard(Caller caller, UUID id) {
        Submission discarded = lockSuspect(caller, id).discarded(clock.instant());
        submissions.discard(discarded);
        metrics.count(IntakeMetrics.Fate.DISCARDED);
        return discarded;
    }

    private Submission lockSuspect(Caller caller, UUID id) {
        Transactions.mustBeThere();
        caller.require(Permission.RELEASE_SUBMISSIONS);
        Submission submission = submissions.lock(id).orElseThrow(ProblemException::notFound);
        return switch (submission.status()) {
            case SUSPECT -> submission;
            case ACCEPTED ->
                throw ProblemException.of(ProblemType.CONFLICT, "The submission has already been released.");
            case DISCARDED ->
                throw ProblemException.of(ProblemType.CONFLICT, "The submission has already been discarded.");
        };
    }

    private Submission takeIn(Submission submission, FormBody form, SubmissionRequest request) {
        Recognition.Recognized prospect = recognition.recognize(checks.person(form, request), submission.id());
        UUID prospectId = prospect.id();
        Optional<UUID> open = prospect.isNew() ? Optional.empty() : deals.attach(prospectId, form, submission, request);
        UUID dealId = open.orElseGet(() -> deals.open(prospectId, form, submission, request));
        Submission taken = submission.takenIn(
                prospectId, dealId, open.isEmpty(), submission.suspicion() == null ? null : clock.instant());
        submissions.takeIn(taken);
        return taken;
    }

    /** @param fingerprint of what was sent, as the form reads it now; null if it refuses it */
    private Optional<Submission> sentBefore(FormBody form, SubmissionRequest given, byte[] fingerprint) {
        if (given.submissionId() == null) {
            return Optional.empty();
        }
        Optional<Submission> first = submissions.findSent(form.key(), given.submissionId());
        if (first.isPresent() && !isSame(first.get(), form, given, fingerprint)) {
            throw ProblemException.of(
                    ProblemType.SUBMISSION_CONFLICT,
                    "A submission with this submissionId was received before, with other content.");
        }
        return first;
    }

    private boolean isSame(Submission first, FormBody form, SubmissionRequest given, byte[] fingerprint) {
        if (first.content() == null || Arrays.equals(first.fingerprint(), fingerprint)) {
            return true;
        }
        // The form may have read it differently then; and before 26 November 2026 fingerprints were made in another
        // way.
        SubmissionRequest kept = json.read(first.content(), SubmissionRequest.class);
        SubmissionRequest again =
                given.withAnswers(Answers.readLike(kept.answers(), given.answers(), form.typedLocale()));
        return Arrays.equals(fingerprint(kept), fingerprint(again));
    }

    private byte[] fingerprint(SubmissionRequest request) {
        return Fingerprint.of(json.tree(request.asWritten()));
    }
}
