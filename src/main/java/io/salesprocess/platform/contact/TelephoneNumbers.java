package io.salesprocess.platform.contact;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reads telephone numbers as people write them: national ones, {@code +49 (0)30…}, {@code 0049…}, with spaces, hyphens and digits
 * of any kind, with an extension. A number that is only half there is not read: it would be taken for another one.
 */
@Startup
@Singleton
public class TelephoneNumbers {

    /** The setting with the region of numbers that do not say theirs. */
    public static final String REGION = "salesprocess.intake.region";

    /** Numbers that are advertised as words. */
    private static final Set<PhoneNumberType> SPELT = Set.of(PhoneNumberType.TOLL_FREE, PhoneNumberType.SHARED_COST);

    private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();
    private final String defaultRegion;

    /**
     * @param region where numbers without a country's code are from, as in ISO 3166, such as {@code DE}
     */
    public TelephoneNumbers(@ConfigProperty(name = REGION) String region) {
        if (!isRegion(region)) {
            throw new IllegalArgumentException(
                    REGION + " must be a country's code of two capital letters (ISO 3166), such as DE.");
        }
        this.defaultRegion = region;
    }

    /** Whether numbers of this region can be read. */
    public static boolean isRegion(String region) {
        return PhoneNumberUtil.getInstance().getSupportedRegions().contains(region);
    }

    /**
     * The number that was typed, if it can be read.
     *
     * @param region where it is from if it does not say so; null for the configured one
     */
    public Optional<TelephoneNumber> read(String typed, String region) {
        String text = plain(typed);
        String from = region == null ? defaultRegion : region;
        Optional<TelephoneNumber> read = parse(text, from);
        // People write it even where another prefix is dialled.
        return read.isEmpty() && text.startsWith("00") ? parse("+" + text.substring(2), from) : read;
    }

    /** The number as people write it for other countries, such as {@code +49 30 901820}. */
    public String readable(TelephoneNumber number) {
        try {
            return library.format(library.parse(number.text(), null), PhoneNumberFormat.INTERNATIONAL);
        } catch (NumberParseException e) {
            return number.text();
        }
    }

    private Optional<TelephoneNumber> parse(String text, String region) {
        try {
            PhoneNumber number = library.parseAndKeepRawInput(text, region);
            String extension = number.getExtension().isEmpty() ? null : number.getExtension();
            return isWhole(text, number, region)
                    ? Optional.of(new TelephoneNumber(library.format(number, PhoneNumberFormat.E164), extension))
                    : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /**
     * New ranges of numbers come into use before the library knows them, so a possible one will do if it begins as whole numbers
     * do: with the country's code, or with the prefix before an area code.
     */
    private boolean isWhole(String text, PhoneNumber number, String region) {
        if (library.isAlphaNumber(text) && !SPELT.contains(library.getNumberType(number))) {
            return false;
        }
        if (library.isPossibleNumberWithReason(number) != ValidationResult.IS_POSSIBLE) {
            return false;
        }
        return switch (number.getCountryCodeSource()) {
            case FROM_NUMBER_WITH_PLUS_SIGN, FROM_NUMBER_WITH_IDD -> true;
            default -> library.isValidNumber(number) || hasTrunkPrefix(text, region);
        };
    }

    private boolean hasTrunkPrefix(String text, String region) {
        String prefix = library.getNddPrefixForRegion(region, true);
        return prefix != null && PhoneNumberUtil.normalizeDigitsOnly(text).startsWith(prefix);
    }

    /** Every kind of space as one that the library knows, and without characters that nobody sees. */
    private static String plain(String typed) {
        StringBuilder plain = new StringBuilder(typed.length());
        typed.codePoints().filter(c -> Character.getType(c) != Character.FORMAT).forEach(c -> {
            if (Contacts.isSpace(c)) {
                plain.append(' ');
            } else {
                plain.appendCodePoint(c);
            }
        });
        return Contacts.strip(plain.toString());
    }
}
