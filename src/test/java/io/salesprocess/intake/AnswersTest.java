package io.salesprocess.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.salesprocess.intake.Question.ShowIf;
import io.salesprocess.intake.Question.Tells;
import io.salesprocess.intake.Question.Type;
import io.salesprocess.pipeline.domain.Assessment.Fit;
import io.salesprocess.pipeline.domain.Assessment.Interest;
import io.salesprocess.platform.contact.TelephoneNumbers;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers are read as their questions ask for them, alike from JSON and as people type them; every wrong one is named. */
class AnswersTest {

    private static final Locale GERMAN = Locale.forLanguageTag("de-DE");
    private static final AnswerReader READER = new AnswerReader(GERMAN, "DE", new TelephoneNumbers("DE"));

    record Case(Question question, Object given, Object read) {
        @Override
        public String toString() {
            return question.type() + " " + given;
        }
    }

    private static Question question(Type type) {
        return question(type, null, null);
    }

    private static Question question(Type type, Object min, Object max, String... options) {
        return new Question("q", "Q", null, type, false, List.of(options), min, max, null, null);
    }

    private static EncodedText typed(String... values) {
        return new EncodedText(List.of(values));
    }

    static List<Case> readable() {
        Question budget = question(Type.MONEY, 0, 10_000_000, "EUR");
        Question anywhere = question(Type.MONEY, null, null, "EUR", "JPY", "KWD");
        return List.of(
                new Case(question(Type.TEXT, 2, 3), "abc", "abc"),
                new Case(question(Type.TEXT, 2, 3), typed("\uD83D\uDE00\uD83D\uDE00"), "\uD83D\uDE00\uD83D\uDE00"),
                new Case(question(Type.LONG_TEXT), "x".repeat(20_000), "x".repeat(20_000)),
                new Case(question(Type.EMAIL), " Ada@MÜLLER.example ", "ada@xn--mller-kva.example"),
                new Case(question(Type.PHONE), typed("030 901820 ext. 12"), "+4930901820;ext=12"),
                new Case(question(Type.NUMBER, 0, 2000), typed("1.234,5"), new BigDecimal("1234.5")),
                new Case(question(Type.NUMBER, 0, 2000), 12, 12),
                new Case(budget, typed("1.234,56"), Map.of("amount", 123_456L, "currency", "EUR")),
                new Case(budget, typed("1.234,56", "EUR"), Map.of("amount", 123_456L, "currency", "EUR")),
                new Case(budget, Map.of("amount", 5, "currency", "EUR"), Map.of("amount", 5, "currency", "EUR")),
                new Case(anywhere, typed("eur 12"), Map.of("amount", 1_200L, "currency", "EUR")),
                new Case(anywhere, typed("500", "JPY"), Map.of("amount", 500L, "currency", "JPY")),
                new Case(anywhere, typed("1,234 KWD"), Map.of("amount", 1_234L, "currency", "KWD")),
                new Case(question(Type.DATE, "2026-01-01", "2026-12-31"), typed("23.11.2026"), "2026-11-23"),
                new Case(question(Type.DATE, "2026-01-01", "2026-12-31"), "2026-12-31", "2026-12-31"),
                new Case(question(Type.BOOLEAN), typed("on"), true),
                new Case(question(Type.BOOLEAN), false, false),
                new Case(question(Type.CHOICE, null, null, "A", "B"), typed("B"), "B"),
                new Case(question(Type.MULTIPLE_CHOICE, 1, 2, "A", "B", "C"), typed("C", "A"), List.of("C", "A")),
                new Case(question(Type.SCALE), 5, 5),
                new Case(question(Type.SCALE, 0, 10), typed("0"), 0));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void what_fits_is_read(Case one) {
        assertThat(READER.read(one.question(), one.given())).contains(one.read());
    }

    static List<Case> unreadable() {
        Question budget = question(Type.MONEY, 100, 200, "EUR", "USD");
        return List.of(
                new Case(question(Type.TEXT, 2, 3), "abcd", "must be a text of 2 to 3 characters"),
                new Case(question(Type.TEXT), typed("a", "b"), "must be a text of up to 5000 characters"),
                new Case(question(Type.LONG_TEXT), "x".repeat(20_001), "must be a text of up to 20000 characters"),
                new Case(question(Type.EMAIL), "ada", "must be a well-formed e-mail address"),
                new Case(
                        question(Type.PHONE),
                        "12",
                        "must be a telephone number with its area code or country's code, such as +4930901820"),
                new Case(question(Type.NUMBER, 0, null), -1, "must be a number, at least 0"),
                new Case(question(Type.NUMBER), "12", "must be a number"),
                new Case(question(Type.NUMBER, null, 5), typed("5,01"), "must be a number, at most 5"),
                new Case(budget, typed("1,50"), money()),
                new Case(budget, typed("1,50 GBP"), money()),
                new Case(budget, typed("EUR 1,50 EUR"), money()),
                new Case(budget, typed("1,505 EUR"), money()),
                new Case(budget, Map.of("amount", 99, "currency", "EUR"), money()),
                new Case(budget, Map.of("amount", 150.5, "currency", "EUR"), money()),
                new Case(budget, Map.of("amount", 150), money()),
                new Case(
                        question(Type.DATE, "2026-01-01", null),
                        "2025-12-31",
                        "must be a date such as 2026-11-23, at least 2026-01-01"),
                new Case(question(Type.DATE), typed("31.2.2026"), "must be a date such as 2026-11-23"),
                new Case(question(Type.BOOLEAN), "true", "must be true or false"),
                new Case(question(Type.CHOICE, null, null, "A", "B"), "C", "must be one of A, B"),
                new Case(
                        question(Type.MULTIPLE_CHOICE, 2, 2, "A", "B"),
                        List.of("A"),
                        "must be an array, without repetition, of some of A, B, from 2 to 2"),
                new Case(question(Type.SCALE), 6, "must be a whole number from 1 to 5"),
                new Case(question(Type.SCALE), typed("1,5"), "must be a whole number from 1 to 5"));
    }

    private static String money() {
        return "must be an amount in minor units, not negative, and a currency, one of EUR, USD, from 100 to 200";
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void what_does_not_fit_is_refused_with_what_would(Case one) {
        assertThat(READER.read(one.question(), one.given())).isEmpty();
        assertThat(AnswerReader.expectation(one.question())).isEqualTo(one.read());
    }

    @ParameterizedTest
    @CsvSource({
        "de-DE,23.11.2026,2026-11-23",
        "de-DE,1. 2. 2026,2026-02-01",
        "en-GB,1/2/2026,2026-02-01",
        "en-US,1/2/2026,2026-01-02",
        "sv-SE,2026-02-01,2026-02-01",
        "hu-HU,2026. 2. 1.,2026-02-01",
        "en,1/2/2026,",
        "de-DE,1.2.26,",
        "de-DE,tomorrow,"
    })
    void dates_are_read_in_the_order_of_the_locale(String locale, String text, String date) {
        assertThat(WrittenDate.read(text, Locale.forLanguageTag(locale))
                        .map(Object::toString)
                        .orElse(null))
                .isEqualTo(date);
    }

    private static final Question INTEREST = new Question(
            "interest",
            "Interested?",
            null,
            Type.CHOICE,
            true,
            List.of("Yes", "Perhaps", "No"),
            null,
            null,
            null,
            new Tells(Map.of("Yes", Interest.STRONG, "Perhaps", Interest.SOME), Map.of("Yes", Fit.FIT)));
    private static final Question WHEN = new Question(
            "when",
            "When?",
            null,
            Type.DATE,
            true,
            null,
            null,
            null,
            new ShowIf("interest", List.of("Yes", "Perhaps")),
            null);
    private static final Question FURTHER = new Question(
            "topics",
            "About?",
            null,
            Type.MULTIPLE_CHOICE,
            false,
            List.of("Price", "Time"),
            null,
            null,
            null,
            new Tells(Map.of("Price", Interest.NONE), Map.of("Time", Fit.NO_FIT)));

    @Test
    void a_question_that_is_not_asked_needs_no_answer_and_one_that_was_given_is_left_out() {
        Answers without = Answers.check(List.of(INTEREST, WHEN), Map.of("interest", "No"), READER);
        assertThat(without.errors().isEmpty()).isTrue();
        Answers left = Answers.check(List.of(INTEREST, WHEN), Map.of("interest", "No", "when", "soon"), READER);
        assertThat(left.errors().isEmpty()).isTrue();
        assertThat(left.checked()).containsOnlyKeys("interest");
        Answers needed = Answers.check(List.of(INTEREST, WHEN), Map.of("interest", "Yes"), READER);
        assertThat(needed.errors().errors()).extracting("pointer").containsExactly("/answers/when");
    }

    @Test
    void a_question_after_one_that_is_not_asked_is_not_asked_either() {
        Question third = new Question(
                "third", "?", null, Type.TEXT, true, null, null, null, new ShowIf("second", List.of("true")), null);
        Question second = new Question(
                "second",
                "?",
                null,
                Type.BOOLEAN,
                true,
                null,
                null,
                null,
                new ShowIf("interest", List.of("Yes")),
                null);
        List<Question> questions = List.of(INTEREST, second, third);
        Answers none = Answers.check(questions, Map.of("interest", "No", "second", true), READER);
        assertThat(none.errors().isEmpty()).isTrue();
        Answers all = Answers.check(questions, Map.of("interest", "Yes", "second", true), READER);
        assertThat(all.errors().errors()).extracting("pointer").containsExactly("/answers/third");
    }

    @Test
    void answers_tell_the_assessment_and_the_last_one_counts() {
        List<Question> questions = List.of(INTEREST, FURTHER);
        assertThat(ToldAssessment.of(questions, Map.of("interest", "Yes")))
                .isEqualTo(new ToldAssessment(Interest.STRONG, Fit.FIT));
        assertThat(ToldAssessment.of(questions, Map.of("interest", "No"))).isEqualTo(new ToldAssessment(null, null));
        assertThat(ToldAssessment.of(questions, Map.of("interest", "Yes", "topics", List.of("Time", "Price"))))
                .isEqualTo(new ToldAssessment(Interest.NONE, Fit.NO_FIT));
    }
}
