package io.salesprocess.pipeline.field;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The definition of a custom field as a caller writes it. */
@Schema(name = "CustomFieldRequest", description = "Custom field to define.")
record CustomFieldRequest(
        @Schema(description = "What has the field. It never changes.") @NotNull
        FieldSubject subject,

        @Schema(
                description = "The name of the value in `customFields`. It never changes.",
                examples = "region",
                pattern = "^" + CustomFieldRequest.KEY + "$")
        @NotNull
        @Pattern(
                regexp = CustomFieldRequest.KEY,
                message = "must have up to 64 letters, digits, - and _, and begin with a letter")
        String key,

        @Schema(description = "The name that people read.", examples = "Sales region") @NotBlank @Size(max = 200)
        String label,

        @Schema(description = "It never changes.") @NotNull FieldType type,

        @Schema(
                description =
                        "What can be chosen; for `choice` only. An option that is removed stays the value where it was"
                                + " chosen, and cannot be chosen again.",
                nullable = true,
                examples = "[\"north\", \"south\"]")
        @Size(max = 100)
        List<@NotBlank @Size(max = 200) String> options,

        @Schema(
                description = "Whether the field takes no new values. Values that are there stay.",
                defaultValue = "false",
                nullable = true)
        Boolean retired) {

    static final String KEY = "[A-Za-z][A-Za-z0-9_-]{0,63}";

    CustomFieldRequest {
        label = label == null ? null : label.strip();
        options = options == null
                ? List.of()
                : options.stream()
                        .map(option -> option == null ? null : option.strip())
                        .toList();
        retired = retired != null && retired;
    }
}
