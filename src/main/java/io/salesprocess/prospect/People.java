package io.salesprocess.prospect;

import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.Validation;
import io.salesprocess.platform.contact.TelephoneNumber;
import io.salesprocess.platform.contact.TelephoneNumbers;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Makes what people write of a person into what is known of them. */
@Singleton
public class People {

    private static final FieldError UNREADABLE = FieldError.at(
            "/phone", "must be a telephone number with its area code or country's code, such as +4930901820");

    private final TelephoneNumbers numbers;
    private final Validation validation;

    People(TelephoneNumbers numbers, Validation validation) {
        this.numbers = numbers;
        this.validation = validation;
    }

    /**
     * What is wrong with a person as written, with pointers into it.
     *
     * @param region where a telephone number is from if it does not say so; null for the configured one
     */
    public List<FieldError> errors(PersonRequest written, String region) {
        List<FieldError> errors = validation.errors(written);
        return errors.isEmpty() && !isReachable(read(written, region)) ? List.of(UNREADABLE) : errors;
    }

    /** Refuses a person who could not be reached. */
    void mustBeReachable(Person person) {
        if (!isReachable(person)) {
            throw ProblemException.invalid(UNREADABLE);
        }
    }

    /** The person; a telephone number that cannot be read is kept as typed. */
    public Person read(PersonRequest written, String region) {
        Optional<TelephoneNumber> number =
                Optional.ofNullable(written.phone()).flatMap(typed -> numbers.read(typed, region));
        return new Person(
                written.name(),
                written.email(),
                number.map(TelephoneNumber::number).orElse(null),
                number.map(TelephoneNumber::extension).orElse(null),
                number.isPresent() ? null : written.phone(),
                written.company());
    }

    /** The person after a change; a telephone number that was read before is not read again. */
    Person read(PersonRequest written, Person before) {
        boolean isSameNumber = before.phone() != null && before.typedPhone().equals(written.phone());
        return isSameNumber
                ? new Person(
                        written.name(),
                        written.email(),
                        before.phone(),
                        before.phoneExtension(),
                        null,
                        written.company())
                : read(written, (String) null);
    }

    /** What cannot be read helps nobody to reach the person. */
    private static boolean isReachable(Person person) {
        return person.email() != null || person.phone() != null;
    }
}
