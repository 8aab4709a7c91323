package io.salesprocess.prospect;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a form says of a known person, and what differs from what is known. It waits for a person to accept or dismiss it. */
@Schema(
        name = "Suggestion",
        description = "A value from a form that differs from the prospect's value. It is pending until it is"
                + " accepted or dismissed.")
record Suggestion(
        UUID id,
        Field field,

        @Schema(
                description = "A telephone number has its extension behind it, as in `+4930901820;ext=12`.",
                examples = "ada.stone@example.com")
        String value,

        @Schema(description = "The first submission that said so.")
        UUID submissionId,

        Instant at) {

    /** What of a person is suggested. */
    @Schema(name = "SuggestedField")
    enum Field {
        NAME,
        EMAIL,
        PHONE,
        COMPANY
    }

    /** What became of a suggestion. */
    enum Decision {
        ACCEPTED,
        DISMISSED
    }

    /** Whether the value is an address that people are recognised by. */
    boolean namesAddress() {
        return field == Field.EMAIL || field == Field.PHONE;
    }

    /** The address that it names, without an extension. */
    String address() {
        return field == Field.PHONE ? value.split(";", 2)[0] : value;
    }

    /** The person once the suggestion has been accepted. */
    PersonRequest applyTo(PersonRequest person) {
        return new PersonRequest(
                field == Field.NAME ? value : person.name(),
                field == Field.EMAIL ? value : person.email(),
                field == Field.PHONE ? value : person.phone(),
                field == Field.COMPANY ? value : person.company());
    }

    /**
     * A suggestion as it is handed out to the person whom it is about.
     *
     * @param decision null while it waits
     */
    record Exported(
            UUID id, Field field, String value, UUID submissionId, Instant at, Decision decision, Instant decidedAt) {}
}
