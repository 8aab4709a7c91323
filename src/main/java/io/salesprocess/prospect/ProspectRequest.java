package io.salesprocess.prospect;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A prospect as a caller writes them: a person, and values of custom fields, which forms cannot set. */
@Schema(
        name = "ProspectRequest",
        description = "What is known of a prospect. An e-mail address or a telephone number is needed.")
record ProspectRequest(
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
        String company,

        @Schema(
                description =
                        "Values of custom fields of prospects, by key; `GET /v1/custom-fields?subject=prospect` lists the"
                                + " fields. Null clears one.",
                nullable = true,
                examples = "{\"industry\": \"machinery\"}")
        Map<String, Object> customFields) {

    ProspectRequest {
        PersonRequest person = new PersonRequest(name, email, phone, company);
        name = person.name();
        email = person.email();
        phone = person.phone();
        company = person.company();
        customFields = customFields == null ? new TreeMap<>() : new TreeMap<>(customFields);
        customFields.values().removeIf(value -> value == null);
    }

    static ProspectRequest of(Person person, Map<String, Object> customFields) {
        PersonRequest written = person.toRequest();
        return new ProspectRequest(written.name(), written.email(), written.phone(), written.company(), customFields);
    }

    /** The part that forms know as well. */
    PersonRequest person() {
        return new PersonRequest(name, email, phone, company);
    }

    /** A person without contact details cannot become a client. */
    @AssertTrue(message = "must have an email or a phone")
    @Schema(hidden = true)
    boolean isReachable() {
        return email != null || phone != null;
    }
}
