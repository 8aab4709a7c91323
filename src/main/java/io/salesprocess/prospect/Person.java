package io.salesprocess.prospect;

import io.salesprocess.platform.contact.TelephoneNumber;

/**
 * What is known of a person, each address in the form in which it is stored and compared.
 *
 * @param phone the telephone number in E.164 form, by which people are recognised
 * @param phoneExtension its extension, if it has one
 * @param phoneAsGiven a telephone number that could not be read, as it was typed; then there is no other
 */
public record Person(
        String name, String email, String phone, String phoneExtension, String phoneAsGiven, String company) {

    /** A person of whom nothing is known. */
    public static final Person UNKNOWN = new Person(null, null, null, null, null, null);

    /** The telephone number in one text: with its extension, or as it was typed. */
    String typedPhone() {
        return phone == null ? phoneAsGiven : new TelephoneNumber(phone, phoneExtension).text();
    }

    /** What of the person a caller can change, as they would write it. */
    PersonRequest toRequest() {
        return new PersonRequest(name, email, typedPhone(), company);
    }
}
