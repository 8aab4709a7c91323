package io.salesprocess.salesperson;

import io.salesprocess.platform.contact.EmailAddress;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
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
        Boolean active) {

    SalespersonRequest {
        name = name == null ? null : name.strip();
        email = EmailAddress.normalize(email);
    }

    /** Whether new deals may be assigned. */
    boolean takesDeals() {
        return active == null || active;
    }
}
