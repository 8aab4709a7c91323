package io.salesprocess.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.salesprocess.pipeline.domain.Assessment.Fit;
import io.salesprocess.pipeline.domain.Assessment.Interest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A question of a form. {@link QuestionChecks} says which of its parts go together. */
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

        @Schema(description = "A hint for who answers.", nullable = true, examples = "A sentence will do.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Size(max = 1000)
        String help,

        @NotNull Type type,

        @Schema(description = "Whether a submission needs an answer, if the question is asked.", defaultValue = "false")
        Boolean required,

        @Schema(
                description = "What can be chosen, for `choice` and `multiple-choice`; for `money`, the currencies that"
                        + " are taken. Nothing else has options.",
                nullable = true)
        @Size(max = 100)
        List<@NotBlank @Size(max = 200) String> options,

        @Schema(
                description =
                        "The least: a number, for `money` in minor units; a date, for `date`; how many characters,"
                                + " for `text` and `long-text`; how many choices, for `multiple-choice`; where the `scale`"
                                + " begins, 1 unless said.",
                nullable = true,
                examples = "1",
                type = SchemaType.OBJECT,
                implementation = Question.Bound.class)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        Object min,

        @Schema(
                description = "The most, likewise; a `scale` ends with 5 unless said.",
                nullable = true,
                examples = "10",
                type = SchemaType.OBJECT,
                implementation = Question.Bound.class)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        Object max,

        @Schema(description = "When the question is asked; always, unless said.", nullable = true)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Valid
        ShowIf showIf,

        @Schema(description = "What an answer tells about the deal.", nullable = true)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Valid
        Tells tells) {

    private static final int SCALE_BEGINS = 1;
    private static final int SCALE_ENDS = 5;

    /** What an answer can be. */
    @Schema(name = "QuestionType")
    enum Type {
        TEXT,
        LONG_TEXT,
        EMAIL,
        PHONE,
        NUMBER,
        MONEY,
        DATE,
        BOOLEAN,
        CHOICE,
        MULTIPLE_CHOICE,
        SCALE
    }

    /** A number or a date, for the OpenAPI document. */
    @Schema(
            name = "QuestionBound",
            description = "A number, or a date such as `2026-11-23`.",
            oneOf = {BigDecimal.class, String.class})
    interface Bound {}

    /** A condition on an earlier answer. */
    @Schema(
            name = "ShowIf",
            description = "The question is asked if an earlier one, which can be chosen from, has one of these answers."
                    + " An answer to a question that is not asked is left out.")
    record ShowIf(
            @Schema(description = "The key of an earlier question.", examples = "interest") @NotNull @Size(max = 64)
            String question,

            @Schema(
                    description = "Options of that question; `true` or `false` for a `boolean`, numbers for a `scale`.",
                    examples = "[\"strong\"]")
            @NotEmpty
            @Size(max = 100)
            List<@NotNull @Size(max = 200) String> oneOf) {}

    /** What answers tell about the deal, by option. */
    @Schema(
            name = "Tells",
            description =
                    "The assessment that an answer stands for, by option. A new deal begins with it; a deal that is"
                            + " open already is told only what nobody has assessed yet.")
    record Tells(
            @Schema(nullable = true, examples = "{\"Yes, soon\": \"strong\", \"Perhaps\": \"some\"}")
            @JsonInclude(JsonInclude.Include.NON_EMPTY)
            @Size(max = 100)
            Map<String, Interest> interest,

            @Schema(nullable = true, examples = "{\"Yes, soon\": \"fit\"}")
            @JsonInclude(JsonInclude.Include.NON_EMPTY)
            @Size(max = 100)
            Map<String, Fit> fit) {

        Tells {
            interest = interest == null ? Map.of() : new TreeMap<>(interest);
            fit = fit == null ? Map.of() : new TreeMap<>(fit);
        }
    }

    Question {
        required = required != null && required;
        options = options == null ? List.of() : options;
    }

    /** What can be answered to a question of a few answers, as texts; empty for any other. */
    List<String> choices() {
        return switch (type) {
            case CHOICE, MULTIPLE_CHOICE -> options;
            case BOOLEAN -> List.of("true", "false");
            case SCALE ->
                IntStream.rangeClosed(scaleBegins(), scaleEnds())
                        .mapToObj(Integer::toString)
                        .toList();
            default -> List.of();
        };
    }

    /** The answer as {@link #choices} have it; of several choices, all. */
    static List<String> chosen(Object answer) {
        return answer instanceof List<?> several
                ? several.stream().map(Object::toString).toList()
                : List.of(answer.toString());
    }

    int scaleBegins() {
        return min instanceof Number number ? number.intValue() : SCALE_BEGINS;
    }

    int scaleEnds() {
        return max instanceof Number number ? number.intValue() : SCALE_ENDS;
    }
}
