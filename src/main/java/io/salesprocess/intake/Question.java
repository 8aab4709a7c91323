package io.salesprocess.intake;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A question of a form. */
@Schema(name = "FormQuestion", description = "A question of a form.")
record Question(
        @Schema(examples = "need", pattern = "^[A-Za-z][A-Za-z0-9_-]{0,63}$")
        @NotNull
        @Pattern(
                regexp = "[A-Za-z][A-Za-z0-9_-]{0,63}",
                message = "must have up to 64 letters, digits, - and _, and begin with a letter")
        String key,

        @Schema(examples = "What do you need?") @NotBlank @Size(max = 500)
        String label,

        @NotNull Type type,

        @Schema(description = "Whether a submission needs an answer.", defaultValue = "false")
        Boolean required,

        @Schema(description = "What can be chosen; for `choice` and `multiple-choice` only.", nullable = true)
        @Size(max = 100)
        List<@NotBlank @Size(max = 200) String> options) {

    /** What an answer can be. */
    @Schema(name = "QuestionType")
    enum Type {
        TEXT,
        NUMBER,
        BOOLEAN,
        CHOICE,
        MULTIPLE_CHOICE,
        DATE
    }

    Question {
        required = required != null && required;
        options = options == null ? List.of() : options;
    }

    /** A choice needs something to choose from, and nothing else does. */
    @AssertTrue(message = "must have options if, and only if, its type is choice or multiple-choice")
    @Schema(hidden = true)
    boolean isAnswerable() {
        return type == null || (type == Type.CHOICE || type == Type.MULTIPLE_CHOICE) == !options.isEmpty();
    }
}
