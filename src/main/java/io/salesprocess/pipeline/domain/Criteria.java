package io.salesprocess.pipeline.domain;

import static io.salesprocess.pipeline.domain.Action.Kind.ACCEPT_PROPOSAL;
import static io.salesprocess.pipeline.domain.Action.Kind.ANSWER_QUESTION;
import static io.salesprocess.pipeline.domain.Action.Kind.CHANGE_DEAL;
import static io.salesprocess.pipeline.domain.Action.Kind.DRAFT_DOCUMENT;
import static io.salesprocess.pipeline.domain.Action.Kind.DRAFT_PROPOSAL;
import static io.salesprocess.pipeline.domain.Action.Kind.FOLLOW_UP_MESSAGE;
import static io.salesprocess.pipeline.domain.Action.Kind.GIVE_GREETING;
import static io.salesprocess.pipeline.domain.Action.Kind.OFFER_MESSAGE_LINK;
import static io.salesprocess.pipeline.domain.Action.Kind.RECORD_ACTIVITY;
import static io.salesprocess.pipeline.domain.Action.Kind.RECORD_ASSESSMENT;
import static io.salesprocess.pipeline.domain.Action.Kind.RECORD_QUALIFICATION;
import static io.salesprocess.pipeline.domain.Action.Kind.RECORD_SURVEY;
import static io.salesprocess.pipeline.domain.Action.Kind.SEND_DOCUMENT;
import static io.salesprocess.pipeline.domain.Action.Kind.SEND_PROPOSAL;
import static io.salesprocess.pipeline.domain.Action.Kind.SIGN_DOCUMENT;
import static io.salesprocess.pipeline.domain.Action.Kind.SUBMIT_FORM;

import io.salesprocess.pipeline.domain.Assessment.Fit;
import io.salesprocess.pipeline.domain.Assessment.Interest;
import io.salesprocess.pipeline.domain.Papers.DocumentKind;
import io.salesprocess.pipeline.domain.Papers.DocumentStatus;
import io.salesprocess.pipeline.domain.Papers.ProposalStatus;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The table of exit criteria that pipelines can name: it decides, and the catalogue is made from it. A new criterion is one
 * more entry here and its test.
 */
public final class Criteria {

    private static final Map<String, Criterion> TABLE = table(
            // Pre-qualification
            Criterion.named(
                            "submission-received",
                            "Submission received",
                            "At least one form submission of the prospect has been received for the deal.")
                    .holdsIf(evidence -> evidence.survey().submissions() > 0)
                    .elseSays("No form submission of the prospect has been received.")
                    .elseNeeds(SUBMIT_FORM, "answers"),
            Criterion.named(
                            "survey-started",
                            "Survey started",
                            "The survey of the prospect has at least so many answers, from submissions and conversations.")
                    .taking(Parameter.count("minimumAnswers", "How many questions must have an answer.", 1))
                    .holdsIf((deal, given) -> deal.evidence().survey().answers() >= given.count("minimumAnswers"))
                    .elseSays((deal, given) ->
                            "The survey has " + deal.evidence().survey().answers() + " of at least "
                                    + given.count("minimumAnswers") + " answers.")
                    .elseNeeds(RECORD_SURVEY, "answers"),
            Criterion.named(
                            "interest-strong",
                            "Interest strong",
                            "The prospect's interest has been assessed as strong.")
                    .holdsIf(evidence -> evidence.assessment().interest() == Interest.STRONG)
                    .elseSays("The prospect's interest has not been assessed as strong.")
                    .elseNeeds(RECORD_ASSESSMENT, "interest"),
            Criterion.named(
                            "trust-established",
                            "Trust established",
                            "The prospect sees the salesperson as a trusted advisor.")
                    .holdsIf(evidence -> evidence.assessment().trustedAdvisor())
                    .elseSays("The prospect does not yet see the salesperson as a trusted advisor.")
                    .elseNeeds(RECORD_ASSESSMENT, "trustedAdvisor"),
            Criterion.named("fit-confirmed", "Fit confirmed", "The offering and the prospect fit each other.")
                    .holdsIf(evidence -> evidence.assessment().fit() == Fit.FIT)
                    .elseSays((deal, none) -> deal.evidence().assessment().fit() == Fit.NO_FIT
                            ? "The offering and the prospect do not fit."
                            : "The fit between offering and prospect has not been confirmed.")
                    .elseNeeds(RECORD_ASSESSMENT, "fit"),
            // Selection
            Criterion.named(
                            "offering-selected",
                            "Offering selected",
                            "It has been decided which offering is to be sold.")
                    .holdsIf(evidence -> evidence.subject().offeringId() != null)
                    .elseSays("No offering has been selected.")
                    .elseNeeds(CHANGE_DEAL, "offeringId"),
            // Qualification
            topic(
                    "product-background-recorded",
                    "Product background recorded",
                    "The background of the prospect's product has been recorded.",
                    QualificationTopic.PRODUCT_BACKGROUND,
                    "The product's background has not been recorded.",
                    "productBackground"),
            topic(
                    "product-history-recorded",
                    "Product history recorded",
                    "The history of the prospect's product has been recorded.",
                    QualificationTopic.PRODUCT_HISTORY,
                    "The product's history has not been recorded.",
                    "productHistory"),
            topic(
                    "target-audience-recorded",
                    "Target audience recorded",
                    "The target audience of the prospect's product has been recorded.",
                    QualificationTopic.TARGET_AUDIENCE,
                    "The target audience has not been recorded.",
                    "targetAudience"),
            topic(
                    "possible-issues-recorded",
                    "Possible issues recorded",
                    "The prospect's possible issues have been recorded.",
                    QualificationTopic.POSSIBLE_ISSUES,
                    "The prospect's possible issues have not been recorded.",
                    "possibleIssues"),
            // Relationship
            Criterion.named("greeted", "Greeted", "The client has been greeted, by a salesperson or a receptionist.")
                    .holdsIf(evidence -> evidence.contact().greetings() > 0)
                    .elseSays("The client has not been greeted.")
                    .elseNeeds(GIVE_GREETING, "by"),
            Criterion.named(
                            "questions-answered",
                            "Questions answered",
                            "No question of the client is without an answer.")
                    .holdsIf(evidence -> evidence.contact().openQuestions().isEmpty())
                    .elseSays((deal, none) -> "Questions of the client without an answer: "
                            + deal.evidence().contact().openQuestions().size() + ".")
                    .elseNeeds(
                            Action.of(ANSWER_QUESTION, "text"),
                            (deal, none) -> new Action(
                                    ANSWER_QUESTION,
                                    deal.evidence().contact().openQuestions().get(0),
                                    "text")),
            Criterion.named(
                            "message-channel-offered",
                            "Message channel offered",
                            "The client has been given an easy way to leave a message.")
                    .holdsIf(evidence -> evidence.contact().messageChannelOffered())
                    .elseSays("The client has not been given an easy way to leave a message.")
                    .elseNeeds(OFFER_MESSAGE_LINK, null),
            Criterion.named(
                            "messages-followed-up",
                            "Messages followed up",
                            "No message of the client is without a follow-up.")
                    .holdsIf(evidence -> evidence.contact().openMessages().isEmpty())
                    .elseSays((deal, none) -> "Messages of the client without a follow-up: "
                            + deal.evidence().contact().openMessages().size() + ".")
                    .elseNeeds(
                            Action.of(FOLLOW_UP_MESSAGE, "outcome"),
                            (deal, none) -> new Action(
                                    FOLLOW_UP_MESSAGE,
                                    deal.evidence().contact().openMessages().get(0),
                                    "outcome")),
            // Negotiation and conversion
            Criterion.named("proposal-accepted", "Proposal accepted", "The client has accepted a proposal.")
                    .holdsIf(evidence -> evidence.papers().has(ProposalStatus.ACCEPTED))
                    .elseSays("The client has not accepted a proposal.")
                    .elseNeeds(
                            Action.of(ACCEPT_PROPOSAL, null),
                            (deal, none) -> nextStepOfProposal(deal.evidence().papers())),
            document(
                    Criterion.named("welcome-letter-sent", "Welcome letter sent", "A welcome letter has been sent.")
                            .elseSays("The welcome letter has not been sent."),
                    DocumentKind.WELCOME_LETTER,
                    DocumentStatus.SENT,
                    Action.of(SEND_DOCUMENT, null)),
            document(
                    Criterion.named("contract-signed", "Contract signed", "A contract has been signed and stands.")
                            .elseSays("The contract has not been signed."),
                    DocumentKind.CONTRACT,
                    DocumentStatus.SIGNED,
                    Action.of(SIGN_DOCUMENT, "signedBy")),
            // Any stage
            Criterion.named(
                            "activity-recorded",
                            "Activity recorded",
                            "An activity of a certain kind has been recorded.")
                    .taking(Parameter.text("kind", "The kind of the activity, such as `demo`."))
                    .holdsIf((deal, given) -> deal.evidence().activities().contains(given.text("kind")))
                    .elseSays((deal, given) -> "No activity of the kind " + given.text("kind") + " has been recorded.")
                    .elseNeeds(RECORD_ACTIVITY, "kind"),
            Criterion.named("field-present", "Field present", "A custom field of the deal has a value.")
                    .taking(Parameter.field("field", "The key of a custom field of deals."))
                    .holdsIf((deal, given) ->
                            deal.evidence().subject().customFields().contains(given.text("field")))
                    .elseSays((deal, given) -> "The custom field " + given.text("field") + " has no value.")
                    .elseNeeds(
                            Action.of(CHANGE_DEAL, "customFields"),
                            (deal, given) -> Action.of(CHANGE_DEAL, "customFields." + given.text("field"))));

    private Criteria() {}

    /**
     * What is wrong with a criterion as a pipeline names it.
     *
     * @param parameter the name of the parameter, or null if there is no criterion of this type
     * @param detail a sentence for people
     */
    public record Fault(String parameter, String detail) {}

    /**
     * A criterion as the catalogue shows it.
     *
     * @param usualAction what mostly satisfies it; its subject is null also where it is done to a question, message or paper
     */
    public record Description(
            String type, String title, String description, List<Parameter> parameters, Action usualAction) {}

    /** The names of all criteria, in alphabetical order. */
    public static Set<String> types() {
        return TABLE.keySet();
    }

    /** All criteria, in the alphabetical order of their names. */
    public static List<Description> catalogue() {
        return TABLE.values().stream()
                .map(one -> new Description(
                        one.type(), one.title(), one.description(), one.parameters(), one.usualAction()))
                .toList();
    }

    /** The criterion of this name, without parameters or with their defaults. */
    public static ExitCriterion of(String type) {
        return new ExitCriterion(type, Map.of());
    }

    /** All that is wrong with a criterion and its parameters; nothing if a stage can have it. */
    public static List<Fault> faults(String type, Map<String, Object> parameters) {
        return type == null || !TABLE.containsKey(type)
                ? List.of(new Fault(null, "There is no criterion " + type + ". There are: " + types() + "."))
                : TABLE.get(type).faults(parameters);
    }

    static Criterion criterion(String type) {
        return TABLE.get(type);
    }

    private static Map<String, Criterion> table(Criterion... criteria) {
        Map<String, Criterion> table = new TreeMap<>();
        for (Criterion criterion : criteria) {
            table.put(criterion.type(), criterion);
        }
        return Collections.unmodifiableMap(table);
    }

    private static Criterion topic(
            String type, String title, String description, QualificationTopic topic, String missing, String field) {
        return Criterion.named(type, title, description)
                .holdsIf(evidence -> evidence.qualification().contains(topic))
                .elseSays(missing)
                .elseNeeds(RECORD_QUALIFICATION, field);
    }

    /** @param step what is still to be done to a document of this kind that stands; if there is none, one must be drafted */
    private static Criterion document(Criterion.Entry entry, DocumentKind kind, DocumentStatus atLeast, Action step) {
        return entry.holdsIf(evidence -> evidence.papers().has(kind, atLeast))
                .elseNeeds(step, (deal, none) -> deal.evidence()
                        .papers()
                        .anyDocument(kind)
                        .map(id -> new Action(step.kind(), id, step.field()))
                        .orElseGet(() -> Action.of(DRAFT_DOCUMENT, "kind")));
    }

    private static Action nextStepOfProposal(Papers papers) {
        return papers.anyProposal(ProposalStatus.SENT)
                .map(sent -> new Action(ACCEPT_PROPOSAL, sent, null))
                .or(() ->
                        papers.anyProposal(ProposalStatus.DRAFTED).map(draft -> new Action(SEND_PROPOSAL, draft, null)))
                .orElseGet(() -> Action.of(DRAFT_PROPOSAL, "amount"));
    }
}
