package io.salesprocess.platform.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However many places are wrong, and whatever they are called, the answer stays small. */
class FaultsTest {

    private static final int LARGEST_ANSWER = 64 * 1024;

    @Test
    void no_more_than_a_hundred_places_are_kept() {
        Faults faults = new Faults();
        for (int i = 0; i < 100; i++) {
            faults.add(FieldError.at("/" + i, "is wrong"));
        }
        assertThat(faults.isFull()).isFalse();
        assertThat(faults.summary()).isEqualTo("100 places of the request must be corrected; see errors.");
        faults.add(FieldError.at("/100", "is wrong"));
        assertThat(faults.isFull()).isTrue();
        assertThat(faults.errors())
                .hasSize(100)
                .last()
                .extracting(FieldError::pointer)
                .isEqualTo("/99");
        assertThat(faults.summary())
                .isEqualTo("More than 100 places of the request must be corrected; errors names the first 100.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\u0001", "\"", "ü", "€", "\uD83D\uDE00"})
    void an_answer_is_small_whatever_it_quotes(String character) throws Exception {
        String text = character.repeat(40_000);
        Faults faults = new Faults();
        for (int i = 0; i < 200; i++) {
            faults.add(FieldError.at("/" + text, text));
        }
        ProblemException problem =
                ProblemException.of(ProblemType.INVALID_REQUEST, text).with("errors", faults.errors());
        byte[] answer = new ObjectMapper()
                .writeValueAsBytes(Problem.body(
                        problem.type(), problem.getMessage(), Problem.instance("/" + text), problem.members()));
        assertThat(answer).hasSizeLessThan(LARGEST_ANSWER);
        assertThat(faults.errors()).isNotEmpty();
    }

    @Test
    void what_is_cut_ends_with_a_whole_character() {
        FieldError error = FieldError.at("/" + "\uD83D\uDE00".repeat(500), "x");
        assertThat(error.pointer()).endsWith("\uD83D\uDE00…").hasSizeLessThan(300);
    }

    @Test
    void an_address_is_cut_and_stays_a_reference() {
        for (int i = 0; i < 4; i++) {
            String path = Problem.instance("/" + "a".repeat(i) + "ü".repeat(4_000));
            assertThat(path).hasSizeLessThan(1_010).matches("/a*(%[0-9A-F]{2})*");
        }
        assertThat(Problem.instance("/v1/deals")).isEqualTo("/v1/deals");
        assertThat(Map.of("path", Problem.instance("/" + "a".repeat(20_000))).get("path"))
                .hasSize(1_000);
    }
}
