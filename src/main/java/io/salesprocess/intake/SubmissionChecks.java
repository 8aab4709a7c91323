package io.salesprocess.intake;

import io.salesprocess.platform.api.Faults;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.Validation;
import io.salesprocess.platform.contact.TelephoneNumbers;
import io.salesprocess.prospect.People;
import io.salesprocess.prospect.Person;
import io.salesprocess.prospect.PersonRequest;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Checks what is submitted against its form, and whether it is suspected spam. */
@Singleton
class SubmissionChecks {

    private final Validation validation;
    private final People people;
    private final TelephoneNumbers numbers;
    private final BigDecimal botScoreLimit;

    SubmissionChecks(
            Validation validation,
            People people,
            TelephoneNumbers numbers,
            @ConfigProperty(name = "salesprocess.intake.bot-score-limit") BigDecimal botScoreLimit) {
        this.validation = validation;
        this.people = people;
        this.numbers = numbers;
        this.botScoreLimit = botScoreLimit;
    }

    /** The submission as the form reads it; refused is what does not fit, every wrong field named. */
    SubmissionRequest check(FormBody form, SubmissionRequest given) {
        Answers answers = Answers.check(
                form.questions(), given.answers(), new AnswerReader(form.typedLocale(), form.region(), numbers));
        Faults errors = answers.errors();
        SubmissionRequest request = given.withAnswers(answers.checked());
        errors.addAll(validation.errors(request));
        PersonRequest written =
                given.prospect() == null ? null : given.prospect().toPerson();
        if (written != null) {
            Set<String> named =
                    errors.errors().stream().map(FieldError::pointer).collect(Collectors.toSet());
            people.errors(written, form.region()).stream()
                    .map(error -> FieldError.at("/prospect" + error.pointer(), error.detail()))
                    .filter(error -> !named.contains(error.pointer()))
                    .forEach(errors::add);
        }
        errors.throwIfAny();
        return request;
    }

    /** The person, with addresses in the form in which they are stored. */
    Person person(FormBody form, SubmissionRequest request) {
        return people.read(request.prospect().toPerson(), form.region());
    }

    /** Why the submission is set aside as suspected spam, or null. */
    String suspicion(SubmissionRequest.Signals signals) {
        if (signals == null) {
            return null;
        }
        if (Boolean.TRUE.equals(signals.honeypot())) {
            return "honeypot";
        }
        return signals.botScore() != null && signals.botScore().compareTo(botScoreLimit) >= 0 ? "bot-score" : null;
    }
}
