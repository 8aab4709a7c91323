package io.salesprocess.pipeline.field;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The definition of a custom field as callers see it. */
@Schema(name = "CustomField", description = "A value that an organisation adds to deals or prospects.")
record CustomFieldResponse(
        UUID id,
        FieldSubject subject,

        @Schema(description = "The name of the value in `customFields`.", examples = "region")
        String key,

        @Schema(description = "The name that people read.", examples = "Sales region")
        String label,

        FieldType type,

        @Schema(
                description = "What can be chosen; empty unless the type is `choice`.",
                examples = "[\"north\", \"south\"]")
        List<String> options,

        @Schema(description = "Whether the field takes no new values.")
        boolean retired,

        Instant createdAt) {

    /** What of it callers send. */
    CustomFieldRequest toRequest() {
        return new CustomFieldRequest(subject, key, label, type, options, retired);
    }

    /** Whether a value is accepted, retired or not. */
    boolean accepts(Object value) {
        return type.accepts(value, options);
    }

    /** What is said of a value that is not accepted. */
    String expectation() {
        return "must be " + type.expectation(options) + "; null clears it";
    }
}
