package io.salesprocess.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.salesprocess.intake.Question.ShowIf;
import io.salesprocess.intake.Question.Tells;
import io.salesprocess.intake.Question.Type;
import io.salesprocess.pipeline.domain.Assessment.Interest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The parts of a question go together, or the place is named where they do not. */
class QuestionChecksTest {

    private static Question question(
            String key, Type type, List<String> options, Object min, Object max, ShowIf showIf, Tells tells) {
        return new Question(key, "Q", null, type, false, options, min, max, showIf, tells);
    }

    private static Question bounded(Type type, Object min, Object max) {
        return question("q", type, type == Type.MONEY ? List.of("EUR") : null, min, max, null, null);
    }

    record Fault(List<Question> questions, String pointer) {}

    static List<Fault> faults() {
        Question yesOrNo = question("sure", Type.BOOLEAN, null, null, null, null, null);
        Question text = question("need", Type.TEXT, null, null, null, null, null);
        return List.of(
                new Fault(List.of(question("q", Type.CHOICE, null, null, null, null, null)), "/questions/0/options"),
                new Fault(
                        List.of(question("q", Type.TEXT, List.of("A"), null, null, null, null)),
                        "/questions/0/options"),
                new Fault(
                        List.of(question("q", Type.CHOICE, List.of("A", "A"), null, null, null, null)),
                        "/questions/0/options"),
                new Fault(List.of(question("q", Type.MONEY, null, null, null, null, null)), "/questions/0/options"),
                new Fault(
                        List.of(question("q", Type.MONEY, List.of("ZZZ"), null, null, null, null)),
                        "/questions/0/options"),
                new Fault(List.of(bounded(Type.BOOLEAN, 1, null)), "/questions/0/min"),
                new Fault(List.of(bounded(Type.PHONE, null, 1)), "/questions/0/max"),
                new Fault(List.of(bounded(Type.TEXT, "a", null)), "/questions/0/min"),
                new Fault(List.of(bounded(Type.TEXT, -1, null)), "/questions/0/min"),
                new Fault(List.of(bounded(Type.TEXT, 1.5, null)), "/questions/0/min"),
                new Fault(List.of(bounded(Type.NUMBER, 2, 1)), "/questions/0/max"),
                new Fault(List.of(bounded(Type.MONEY, 2, 1)), "/questions/0/max"),
                new Fault(List.of(bounded(Type.DATE, "2026-02-30", null)), "/questions/0/min"),
                new Fault(List.of(bounded(Type.DATE, "2026-02-02", "2026-02-01")), "/questions/0/max"),
                new Fault(List.of(bounded(Type.DATE, 1, null)), "/questions/0/min"),
                new Fault(List.of(bounded(Type.SCALE, 1, 22)), "/questions/0/max"),
                new Fault(List.of(bounded(Type.SCALE, 5, 5)), "/questions/0/max"),
                new Fault(List.of(bounded(Type.SCALE, 0.5, null)), "/questions/0/min"),
                new Fault(List.of(bounded(Type.SCALE, null, 1e9)), "/questions/0/max"),
                new Fault(List.of(text, text), "/questions/1/key"),
                new Fault(
                        List.of(
                                question("q", Type.TEXT, null, null, null, new ShowIf("sure", List.of("true")), null),
                                yesOrNo),
                        "/questions/0/showIf/question"),
                new Fault(
                        List.of(
                                text,
                                question("q", Type.TEXT, null, null, null, new ShowIf("need", List.of("x")), null)),
                        "/questions/1/showIf/question"),
                new Fault(
                        List.of(
                                yesOrNo,
                                question("q", Type.TEXT, null, null, null, new ShowIf("sure", List.of("yes")), null)),
                        "/questions/1/showIf/oneOf"),
                new Fault(
                        List.of(question(
                                "q", Type.TEXT, null, null, null, null, new Tells(Map.of("x", Interest.STRONG), null))),
                        "/questions/0/tells"),
                new Fault(
                        List.of(question(
                                "q",
                                Type.SCALE,
                                null,
                                null,
                                null,
                                null,
                                new Tells(Map.of("6", Interest.STRONG), null))),
                        "/questions/0/tells/interest"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void what_does_not_go_together_is_named(Fault fault) {
        assertThat(QuestionChecks.check(fault.questions()).errors())
                .extracting("pointer")
                .containsExactly(fault.pointer());
    }

    @Test
    void what_goes_together_is_accepted() {
        assertThat(QuestionChecks.check(List.of(
                                question(
                                        "size",
                                        Type.SCALE,
                                        null,
                                        0,
                                        20,
                                        null,
                                        new Tells(Map.of("20", Interest.STRONG), null)),
                                question(
                                        "why",
                                        Type.LONG_TEXT,
                                        null,
                                        0,
                                        100,
                                        new ShowIf("size", List.of("0", "1")),
                                        null),
                                bounded(Type.NUMBER, -1.5, 1.5),
                                question("sum", Type.MONEY, List.of("EUR", "JPY"), 0, 100, null, null),
                                question("day", Type.DATE, null, "2026-01-01", "2026-01-01", null, null)))
                        .errors())
                .isEmpty();
    }
}
