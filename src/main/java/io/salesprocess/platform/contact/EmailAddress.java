package io.salesprocess.platform.contact;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.IDNA;
import com.ibm.icu.text.Normalizer2;
import java.util.Locale;

/**
 * The form in which e-mail addresses are stored and compared. There is no other function for it, in SQL either: a column that is
 * compared with an address holds what this returns.
 */
public final class EmailAddress {

    private static final IDNA DOMAINS = IDNA.getUTS46Instance(
            IDNA.USE_STD3_RULES | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ | IDNA.NONTRANSITIONAL_TO_ASCII);

    private EmailAddress() {}

    /**
     * The address in NFC and lower case, without invisible characters, and with its domain in ASCII form (UTS 46). What people
     * can have apart, such as a plus tag or dots before the {@code @}, stays apart. A text that is no address comes out as
     * such, for validation to refuse.
     *
     * @return null if there is nothing to see
     */
    public static String normalize(String typed) {
        if (typed == null) {
            return null;
        }
        if (typed.codePoints().allMatch(c -> c > ' ' && c <= '~')) {
            return typed.isEmpty() ? null : typed.toLowerCase(Locale.ROOT);
        }
        String visible = nfc(nfc(visible(typed)).toLowerCase(Locale.ROOT));
        int at = visible.lastIndexOf('@');
        String address = at < 0 ? visible : visible.substring(0, at + 1) + ascii(visible.substring(at + 1));
        return address.isEmpty() ? null : address;
    }

    /** The address with its domain as people read it, such as {@code ada@müller.example}. */
    public static String readable(String normalized) {
        if (!normalized.contains("xn--")) {
            return normalized;
        }
        int at = normalized.lastIndexOf('@');
        StringBuilder domain = new StringBuilder();
        DOMAINS.nameToUnicode(normalized.substring(at + 1), domain, new IDNA.Info());
        return normalized.substring(0, at + 1) + domain;
    }

    private static String nfc(String text) {
        return Normalizer2.getNFCInstance().normalize(text);
    }

    /** Without characters that nobody sees, anywhere, and without spaces around. */
    private static String visible(String typed) {
        StringBuilder visible = new StringBuilder(typed.length());
        typed.codePoints()
                .filter(c -> !isInvisible(c) && !Contacts.isNoBreakSpace(c))
                .forEach(visible::appendCodePoint);
        return Contacts.strip(visible.toString());
    }

    private static boolean isInvisible(int c) {
        return UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT)
                || UCharacter.getType(c) == Character.FORMAT;
    }

    /** A domain that is none stays as it is. */
    private static String ascii(String domain) {
        StringBuilder ascii = new StringBuilder();
        IDNA.Info info = new IDNA.Info();
        DOMAINS.nameToASCII(domain, ascii, info);
        return info.hasErrors() ? domain : ascii.toString();
    }
}
