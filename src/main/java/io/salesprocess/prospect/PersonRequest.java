package io.salesprocess.prospect;

import io.salesprocess.platform.contact.EmailAddress;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A person as a caller writes them. {@link People} reads the telephone number. */
@Schema(name = "Person", description = "What is known of a person. An e-mail address or a telephone number is needed.")
public record PersonRequest(
        @Schema(examples = "Ada Stone") @NotBlank @Size(max = 200)
        String name,

        @Schema(
                description =
                        "Stored in lower case and NFC, with the domain in ASCII form, without invisible characters.",
                nullable = true,
                examples = "ada@example.com")
        @Email
        @Size(max = 254)
        String email,

        @Schema(
                description =
                        "As people write it, with or without an extension. One without a country's code is from the"
                                + " configured region. One that cannot be read is kept as it is beside an e-mail address,"
                                + " and refused otherwise.",
                nullable = true,
                examples = "+4930901820")
        @Size(max = 100)
        String phone,

        @Schema(nullable = true, examples = "Stone GmbH") @Size(max = 200)
        String company) {

    public PersonRequest {
        name = name == null ? null : name.strip();
        email = EmailAddress.normalize(email);
        phone = blankToNull(phone == null ? null : phone.strip());
        company = blankToNull(company == null ? null : company.strip());
    }

    /** A person without contact details cannot become a client. */
    @AssertTrue(message = "must have an email or a phone")
    @Schema(hidden = true)
    boolean isReachable() {
        return email != null || phone != null;
    }

    private static String blankToNull(String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
