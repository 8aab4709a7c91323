package io.salesprocess.prospect;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is known of a person. E-mail addresses are kept trimmed and in lower case, telephone numbers as E.164 without
 * separators, because prospects are recognised by them.
 */
@Schema(name = "Person", description = "What is known of a person. An e-mail address or a telephone number is needed.")
public record Person(
        @Schema(examples = "Ada Stone") @NotBlank @Size(max = 200)
        String name,

        @Schema(nullable = true, examples = "ada@example.com") @Email @Size(max = 254)
        String email,

        @Schema(
                description = "With the country's code; spaces, dots, hyphens, slashes and brackets are ignored.",
                nullable = true,
                examples = "+4930901820")
        @Size(max = 40)
        @Pattern(
                regexp = "\\+[1-9][0-9]{6,14}",
                message = "must be a telephone number with + and the country's code, such as +4930901820")
        String phone,

        @Schema(nullable = true, examples = "Stone GmbH") @Size(max = 200)
        String company) {

    /** A person of whom nothing is known. */
    public static final Person UNKNOWN = new Person(null, null, null, null);

    public Person {
        name = name == null ? null : name.strip();
        email = blankToNull(email == null ? null : email.strip().toLowerCase(Locale.ROOT));
        phone = blankToNull(phone == null ? null : normalize(phone));
        company = blankToNull(company == null ? null : company.strip());
    }

    /** A person without contact details cannot become a client. */
    @AssertTrue(message = "must have an email or a phone")
    @Schema(hidden = true)
    boolean isReachable() {
        return email != null || phone != null;
    }

    private static String normalize(String phone) {
        String digits = phone.replaceAll("[\\s().\\-/]", "");
        return digits.startsWith("00") ? "+" + digits.substring(2) : digits;
    }

    private static String blankToNull(String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
