package io.salesprocess.pipeline.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule 2: pipelines name their exit criteria; here names become criteria and criteria become names. */
class ExitCriterionTest {

    @Test
    void the_names_are_those_that_the_pipelines_are_written_with() {
        assertThat(Criteria.types())
                .containsExactly(
                        "activity-recorded",
                        "contract-signed",
                        "field-present",
                        "fit-confirmed",
                        "greeted",
                        "interest-strong",
                        "message-channel-offered",
                        "messages-followed-up",
                        "offering-selected",
                        "possible-issues-recorded",
                        "product-background-recorded",
                        "product-history-recorded",
                        "proposal-accepted",
                        "questions-answered",
                        "submission-received",
                        "survey-started",
                        "target-audience-recorded",
                        "trust-established",
                        "welcome-letter-sent");
    }

    @ParameterizedTest
    @CsvSource({"greeted,", "activity-recorded,kind", "field-present,field"})
    void what_is_written_down_is_read_again(String name, String parameter) {
        Map<String, Object> parameters = parameter == null ? Map.of() : Map.of(parameter, "demo");

        ExitCriterion criterion = new ExitCriterion(name, parameters);

        assertThat(criterion.type()).isEqualTo(name);
        assertThat(criterion.parameters()).isEqualTo(parameters);
    }

    @Test
    void a_parameter_with_a_default_may_be_missing_or_null() {
        Map<String, Object> nothing = new HashMap<>();
        nothing.put("minimumAnswers", null);

        assertThat(new ExitCriterion("survey-started", Map.of()))
                .isEqualTo(new ExitCriterion("survey-started", Map.of("minimumAnswers", 1)));
        assertThat(new ExitCriterion("survey-started", nothing))
                .isEqualTo(new ExitCriterion("survey-started", Map.of("minimumAnswers", 1)));
        assertThat(new ExitCriterion("survey-started", Map.of("minimumAnswers", 3)))
                .isEqualTo(new ExitCriterion("survey-started", Map.of("minimumAnswers", 3)));
    }

    @Test
    void a_default_is_shown_among_the_parameters() {
        assertThat(Criteria.of("survey-started").parameters()).isEqualTo(Map.of("minimumAnswers", 1));
    }

    @Test
    void an_unknown_criterion_is_refused_and_the_known_ones_are_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExitCriterion("mood-good", Map.of()))
                .withMessageContainingAll("mood-good", "interest-strong");
    }

    @Test
    void a_criterion_without_a_name_is_refused_like_an_unknown_one() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ExitCriterion(null, Map.of()));
    }

    @Test
    void an_unknown_parameter_is_refused_by_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExitCriterion("greeted", Map.of("times", 2)))
                .withMessage("Criterion greeted takes no parameter times.");
    }

    @Test
    void a_parameter_of_the_wrong_type_is_refused_in_words() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExitCriterion("survey-started", Map.of("minimumAnswers", "3")))
                .withMessage("minimumAnswers must be a whole number from 1 to 1000.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExitCriterion("activity-recorded", Map.of("kind", 3)))
                .withMessage("kind must be a text of at most 100 characters that is not blank.");
    }

    @Test
    void a_parameter_out_of_bounds_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExitCriterion("survey-started", Map.of("minimumAnswers", 0)))
                .withMessage("minimumAnswers must be a whole number from 1 to 1000.");
    }

    @Test
    void a_needed_parameter_that_is_missing_or_blank_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExitCriterion("activity-recorded", Map.of()))
                .withMessage("kind is required.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExitCriterion("field-present", Map.of("field", " ")))
                .withMessage("field must be the key of a custom field.");
    }

    @Test
    void neither_names_nor_parameters_can_be_changed() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> Criteria.types().add("mood-good"));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> Criteria.of("greeted").parameters().put("times", 2));
    }
}
