package io.salesprocess.intake;

import io.salesprocess.access.Caller;
import io.salesprocess.platform.api.Faults;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.platform.contact.TelephoneNumbers;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Forms that prospects fill in on a page of the service itself. What they send is checked and taken in like any submission. */
@UseCase
public class VisitorForms {

    private final Forms forms;
    private final Intake intake;
    private final SubmissionChecks checks;
    private final TelephoneNumbers numbers;
    private final Clock clock;

    VisitorForms(Forms forms, Intake intake, SubmissionChecks checks, TelephoneNumbers numbers, Clock clock) {
        this.forms = forms;
        this.intake = intake;
        this.checks = checks;
        this.numbers = numbers;
        this.clock = clock;
    }

    /**
     * What a visitor has sent.
     *
     * @param fields by the names that encoded forms have
     * @param sentAs the same if the page is sent again
     * @param agreedTo the version of the text that they have agreed to, or null
     * @param suspicion why the page suspects that no person has filled it in, or null
     */
    public record Filled(Map<String, List<String>> fields, String sentAs, String agreedTo, String suspicion) {}

    /**
     * What was made of it.
     *
     * @param dealId null if it was set aside
     */
    public record Sent(UUID id, UUID dealId) {}

    /** The form; not found is one without a page. */
    public VisitorForm open(String key) {
        return VisitorForm.of(forms.current(key)).orElseThrow(ProblemException::notFound);
    }

    /** The telephone number as the form understands it, written for people; empty if it cannot be read. */
    public Optional<String> understood(String key, String phone) {
        return numbers.read(phone, forms.current(key).region()).map(numbers::readable);
    }

    /** What does not fit the form, every wrong place named. */
    public List<FieldError> mistakes(String key, Filled filled) {
        return read(key, filled).faults().errors();
    }

    /** Takes in what a visitor has sent; refused is what does not fit the form, every wrong place named. */
    public Sent send(String key, Filled filled) {
        Read read = read(key, filled);
        read.faults().throwIfAny();
        Submission received = intake.receive(
                        Caller.visitorOf(key),
                        key,
                        new SentSubmission(read.request(), List.of(), true, filled.suspicion()),
                        false)
                .submission();
        return new Sent(received.id(), received.dealId());
    }

    /** What a visitor has sent as a submission, and what is wrong with it. */
    private record Read(SubmissionRequest request, Faults faults) {}

    private Read read(String key, Filled filled) {
        VisitorForm page = open(key);
        Faults faults = new Faults();
        SubmissionRequest request;
        try {
            request =
                    new EncodedFields(filled.fields()).toSubmission().request().as(filled.sentAs());
        } catch (ProblemException e) {
            addTo(faults, e);
            return new Read(null, faults);
        }
        if (page.consent() != null) {
            if (page.consent().textVersion().equals(filled.agreedTo())) {
                request = request.with(new SubmissionRequest.Consent(filled.agreedTo(), clock.instant()));
            } else {
                faults.add(FieldError.at("/consent", "must be given"));
            }
        }
        // So that a missing consent and wrong answers are told together.
        try {
            checks.check(forms.current(key), request);
        } catch (ProblemException e) {
            addTo(faults, e);
        }
        return new Read(request, faults);
    }

    private static void addTo(Faults faults, ProblemException e) {
        if (e.type() != ProblemType.INVALID_REQUEST) {
            throw e;
        }
        faults.addAll(e.errors());
    }
}
