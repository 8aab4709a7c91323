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
import io.salesprocess.pipeline.domain.Criterion.Parameter;
import io.salesprocess.pipeline.domain.Papers.DocumentKind;
import io.salesprocess.pipeline.domain.Papers.DocumentStatus;
import io.salesprocess.pipeline.domain.Papers.ProposalStatus;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The table of exit criteria that pipelines can name. A new criterion is one more entry here and its test. */
public final class Criteria {

    private static final Map<String, Criterion> TABLE = table(
            // Pre-qualification
            Criterion.of(
                    "submission-received",
                    evidence -> evidence.survey().submissions() > 0,
                    "No form submission of the prospect has been received.",
                    Action.of(SUBMIT_FORM, "answers")),
            new Criterion(
                    "survey-started",
                    List.of(Parameter.count("minimumAnswers", 1)),
                    (evidence, given) -> evidence.survey().answers() >= given.count("minimumAnswers"),
                    (evidence, given) -> "The survey has " + evidence.survey().answers() + " of at least "
                            + given.count("minimumAnswers") + " answers.",
                    (evidence, given) -> Action.of(RECORD_SURVEY, "answers")),
            Criterion.of(
                    "interest-strong",
                    evidence -> evidence.assessment().interest() == Interest.STRONG,
                    "The prospect's interest has not been assessed as strong.",
                    Action.of(RECORD_ASSESSMENT, "interest")),
            Criterion.of(
                    "trust-established",
                    evidence -> evidence.assessment().trustedAdvisor(),
                    "The prospect does not yet see the salesperson as a trusted advisor.",
                    Action.of(RECORD_ASSESSMENT, "trustedAdvisor")),
            new Criterion(
                    "fit-confirmed",
                    List.of(),
                    (evidence, none) -> evidence.assessment().fit() == Fit.FIT,
                    (evidence, none) -> evidence.assessment().fit() == Fit.NO_FIT
                            ? "The offering and the prospect do not fit."
                            : "The fit between offering and prospect has not been confirmed.",
                    (evidence, none) -> Action.of(RECORD_ASSESSMENT, "fit")),
            // Selection
            Criterion.of(
                    "offering-selected",
                    evidence -> evidence.subject().offeringId() != null,
                    "No offering has been selected.",
                    Action.of(CHANGE_DEAL, "offeringId")),
            // Qualification
            topic(
                    "product-background-recorded",
                    QualificationTopic.PRODUCT_BACKGROUND,
                    "The product's background has not been recorded.",
                    "productBackground"),
            topic(
                    "product-history-recorded",
                    QualificationTopic.PRODUCT_HISTORY,
                    "The product's history has not been recorded.",
                    "productHistory"),
            topic(
                    "target-audience-recorded",
                    QualificationTopic.TARGET_AUDIENCE,
                    "The target audience has not been recorded.",
                    "targetAudience"),
            topic(
                    "possible-issues-recorded",
                    QualificationTopic.POSSIBLE_ISSUES,
                    "The prospect's possible issues have not been recorded.",
                    "possibleIssues"),
            // Relationship
            Criterion.of(
                    "greeted",
                    evidence -> evidence.contact().greetings() > 0,
                    "The client has not been greeted.",
                    Action.of(GIVE_GREETING, "by")),
            new Criterion(
                    "questions-answered",
                    List.of(),
                    (evidence, none) -> evidence.contact().openQuestions().isEmpty(),
                    (evidence, none) -> "Questions of the client without an answer: "
                            + evidence.contact().openQuestions().size() + ".",
                    (evidence, none) -> new Action(
                            ANSWER_QUESTION, evidence.contact().openQuestions().get(0), "text")),
            Criterion.of(
                    "message-channel-offered",
                    evidence -> evidence.contact().messageChannelOffered(),
                    "The client has not been given an easy way to leave a message.",
                    Action.of(OFFER_MESSAGE_LINK, null)),
            new Criterion(
                    "messages-followed-up",
                    List.of(),
                    (evidence, none) -> evidence.contact().openMessages().isEmpty(),
                    (evidence, none) -> "Messages of the client without a follow-up: "
                            + evidence.contact().openMessages().size() + ".",
                    (evidence, none) -> new Action(
                            FOLLOW_UP_MESSAGE, evidence.contact().openMessages().get(0), "outcome")),
            // Negotiation and conversion
            new Criterion(
                    "proposal-accepted",
                    List.of(),
                    (evidence, none) -> evidence.papers().has(ProposalStatus.ACCEPTED),
                    (evidence, none) -> "The client has not accepted a proposal.",
                    (evidence, none) -> nextStepOfProposal(evidence.papers())),
            document(
                    "welcome-letter-sent",
                    DocumentKind.WELCOME_LETTER,
                    DocumentStatus.SENT,
                    "The welcome letter has not been sent.",
                    Action.of(SEND_DOCUMENT, null)),
            document(
                    "contract-signed",
                    DocumentKind.CONTRACT,
                    DocumentStatus.SIGNED,
                    "The contract has not been signed.",
                    Action.of(SIGN_DOCUMENT, "signedBy")),
            // Any stage
            new Criterion(
                    "activity-recorded",
                    List.of(Parameter.text("kind")),
                    (evidence, given) -> evidence.activities().contains(given.text("kind")),
                    (evidence, given) -> "No activity of the kind " + given.text("kind") + " has been recorded.",
                    (evidence, given) -> Action.of(RECORD_ACTIVITY, "kind")),
            new Criterion(
                    "field-present",
                    List.of(Parameter.text("field")),
                    (evidence, given) -> evidence.subject().customFields().contains(given.text("field")),
                    (evidence, given) -> "The custom field " + given.text("field") + " has no value.",
                    (evidence, given) -> Action.of(CHANGE_DEAL, "customFields." + given.text("field"))));

    private Criteria() {}

    /** The names of all criteria, in alphabetical order. */
    public static Set<String> types() {
        return TABLE.keySet();
    }

    /** The criterion of this name, without parameters or with their defaults. */
    public static ExitCriterion of(String type) {
        return new ExitCriterion(type, Map.of());
    }

    static Criterion criterion(String type) {
        Criterion criterion = type == null ? null : TABLE.get(type);
        if (criterion == null) {
            throw new IllegalArgumentException("There is no criterion " + type + ". There are: " + types() + ".");
        }
        return criterion;
    }

    private static Map<String, Criterion> table(Criterion... criteria) {
        Map<String, Criterion> table = new TreeMap<>();
        for (Criterion criterion : criteria) {
            table.put(criterion.type(), criterion);
        }
        return Collections.unmodifiableMap(table);
    }

    private static Criterion topic(String type, QualificationTopic topic, String missing, String field) {
        return Criterion.of(
                type,
                evidence -> evidence.qualification().contains(topic),
                missing,
                Action.of(RECORD_QUALIFICATION, field));
    }

    /** @param step what is still to be done to a document of this kind that stands; if there is none, one must be drafted */
    private static Criterion document(
            String type, DocumentKind kind, DocumentStatus atLeast, String missing, Action step) {
        return new Criterion(
                type,
                List.of(),
                (evidence, none) -> evidence.papers().has(kind, atLeast),
                (evidence, none) -> missing,
                (evidence, none) -> evidence.papers()
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
