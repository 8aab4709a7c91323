package io.salesprocess.salesperson;

import io.salesprocess.platform.contact.EmailAddress;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a caller can say of a salesperson. */
@Schema(name = "SalespersonRequest", description = "Salesperson to create.")
record SalespersonRequest(
        @Schema(examples = "Grace Field") @NotBlank @Size(max = 200)
        String name,

        @Schema(description = "Unique; kept in lower case.", examples = "grace@example.com")
        @NotBlank
        @Email
        @Size(max = 254)
        String email,

        @Schema(description = "Whether new deals may be assigned; true unless said otherwise.", nullable = true)
        Boolean active,

        @Schema(
                description =
                        "Days on which they are away, by the time zone in `salesprocess.salespeople.time-zone`: forms"
                                + " and handovers pass them over. Kept in order; absences that overlap or follow each other become"
                                + " one.",
                nullable = true)
        @Size(max = 100)
        List<@NotNull @Valid Absence> absences) {

    SalespersonRequest {
        name = name == null ? null : name.strip();
        email = EmailAddress.normalize(email);
        absences = absences == null ? List.of() : absences;
    }

    /** Whether new deals may be assigned. */
    boolean takesDeals() {
        return active == null || active;
    }
}
