package io.salesprocess.intake;

import io.salesprocess.platform.api.HyphenatedEnums;
import java.util.List;
import java.util.Optional;

/**
 * A form as its page shows it.
 *
 * @param version which is published
 * @param isClosed whether it takes no more submissions
 * @param intro stands above the questions, or null
 * @param thanks what is said once it has been sent, or null
 * @param consent what people are asked to agree to, or null
 * @param locale a language tag of BCP 47, or null
 * @param embedOn origins of web sites that may embed the page
 * @param confirmsPhone whether a telephone number is shown as it was understood before it is sent
 */
public record VisitorForm(
        String key,
        long version,
        String title,
        boolean isClosed,
        String intro,
        String thanks,
        Consent consent,
        String locale,
        List<String> embedOn,
        boolean confirmsPhone,
        List<Asked> questions) {

    /** What people are asked to agree to. */
    public record Consent(String textVersion, String text) {}

    /**
     * A question.
     *
     * @param type as in the API, such as {@code long-text}
     * @param choices what can be chosen, if anything
     * @param currencies for money, those that are taken
     * @param min the least, or null
     * @param max the most, or null
     * @param onlyIf when it is asked, or null for always
     */
    public record Asked(
            String key,
            String label,
            String help,
            String type,
            boolean required,
            List<String> choices,
            List<String> currencies,
            String min,
            String max,
            OnlyIf onlyIf) {}

    /** A question is asked if an earlier one has one of these answers. */
    public record OnlyIf(String question, List<String> oneOf) {}

    /** Empty for a form that has no page. */
    static Optional<VisitorForm> of(FormBody form) {
        return Optional.ofNullable(form.page())
                .map(page -> new VisitorForm(
                        form.key(),
                        form.version(),
                        form.title(),
                        form.retired(),
                        page.intro(),
                        page.thanks(),
                        page.consent() == null
                                ? null
                                : new Consent(
                                        page.consent().textVersion(),
                                        page.consent().text()),
                        page.locale() == null ? form.locale() : page.locale(),
                        page.embedOn(),
                        page.confirmPhone(),
                        form.questions().stream().map(VisitorForm::asked).toList()));
    }

    private static Asked asked(Question question) {
        return new Asked(
                question.key(),
                question.label(),
                question.help(),
                HyphenatedEnums.nameOf(question.type()),
                question.required(),
                question.choices(),
                question.type() == Question.Type.MONEY ? question.options() : List.of(),
                question.min() == null ? null : question.min().toString(),
                question.max() == null ? null : question.max().toString(),
                question.showIf() == null
                        ? null
                        : new OnlyIf(
                                question.showIf().question(), question.showIf().oneOf()));
    }
}
