package io.salesprocess.pipeline.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What criteria take as parameters, and what they refuse. */
class ParameterTest {

    private static final Parameter KIND = Parameter.text("kind", "A kind.");
    private static final Parameter FIELD = Parameter.field("field", "A field.");
    private static final Parameter COUNT = Parameter.count("count", "A count.", 1);
    private static final Parameter ROLE = Parameter.choice("role", "A role.", "manager", "manager", "admin");
    private static final Parameter FROM = Parameter.money("from", "A value.");

    record Given(Parameter parameter, Object value, String fault) {}

    static List<Given> faults() {
        String text = "kind must be a text of at most 100 characters that is not blank.";
        String count = "count must be a whole number from 1 to 1000.";
        String money = "from must be an amount in minor units, not negative, and a currency.";
        return List.of(
                new Given(KIND, null, "kind is required."),
                new Given(KIND, " ", text),
                new Given(KIND, 3, text),
                new Given(KIND, "x".repeat(101), text),
                new Given(FIELD, true, "field must be the key of a custom field."),
                new Given(COUNT, 0, count),
                new Given(COUNT, 1001, count),
                new Given(COUNT, 1.5, count),
                new Given(ROLE, "auditor", "role must be one of [manager, admin]."),
                new Given(ROLE, 1, "role must be one of [manager, admin]."),
                new Given(FROM, 100, money),
                new Given(FROM, Map.of("amount", 100), money),
                new Given(FROM, Map.of("amount", 1.5, "currency", "EUR"), money),
                new Given(FROM, Map.of("amount", -1, "currency", "EUR"), money),
                new Given(FROM, Map.of("amount", 1, "currency", 5), money),
                new Given(FROM, Map.of("amount", 1, "currency", "Euro"), money),
                new Given(FROM, Map.of("amount", 1, "currency", "EUR", "tax", 1), money));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void what_does_not_fit_is_refused_in_words(Given given) {
        assertThat(given.parameter().fault(given.value())).contains(given.fault());
    }

    @Test
    void what_fits_is_read() {
        assertThat(KIND.fault("demo")).isEmpty();
        assertThat(KIND.read("demo")).isEqualTo("demo");
        assertThat(FIELD.read("budget")).isEqualTo("budget");
        assertThat(COUNT.read(1000)).isEqualTo(1000);
        assertThat(ROLE.read("admin")).isEqualTo("admin");
        assertThat(FROM.read(Map.of("amount", 100, "currency", "EUR"))).isEqualTo(new Worth(100, "EUR"));
        assertThat(FROM.read(Map.of("amount", 5_000_000_000L, "currency", "JPY")))
                .isEqualTo(new Worth(5_000_000_000L, "JPY"));
    }

    @Test
    void what_need_not_be_given_may_be_missing() {
        assertThat(COUNT.fault(null)).isEmpty();
        assertThat(FROM.fault(null)).isEmpty();
    }

    @Test
    void worth_is_never_negative_and_has_a_currency() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Worth(-1, "EUR"));
        assertThatNullPointerException().isThrownBy(() -> new Worth(1, null));
    }
}
