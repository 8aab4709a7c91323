package io.salesprocess.platform.contact;

/**
 * A telephone number that was understood.
 *
 * @param number in E.164 form, such as {@code +4930901820}; numbers are compared by it
 * @param extension the digits to dial after the connection is made, or null
 */
public record TelephoneNumber(String number, String extension) {

    private static final String EXTENSION = ";ext=";

    /** Both in one text, such as {@code +4930901820;ext=12} (as in RFC 3966). */
    public String text() {
        return extension == null ? number : number + EXTENSION + extension;
    }
}
