package io.salesprocess.pipeline.domain;

import io.salesprocess.pipeline.domain.Assessment.Fit;
import io.salesprocess.pipeline.domain.Assessment.Interest;
import io.salesprocess.pipeline.domain.Papers.DocumentKind;
import io.salesprocess.pipeline.domain.Papers.DocumentStatus;
import io.salesprocess.pipeline.domain.Papers.ProposalStatus;
import java.util.Optional;
import java.util.UUID;

/**
 * The vocabulary of exit criteria. A new criterion is one more record here and its test: pipelines can name it at once,
 * because {@link Vocabulary} finds it by itself.
 */
public final class Criteria {

    private Criteria() {}

    // Pre-qualification

    public record SubmissionReceived() implements ExitCriterion {
        @Override
        public boolean isMetBy(Evidence evidence) {
            return evidence.survey().submissions() > 0;
        }

        @Override
        public String missing(Evidence evidence) {
            return "No form submission of the prospect has been received.";
        }

        @Override
        public Remedy remedy(Evidence evidence) {
            return new Remedy("POST", "/forms/{key}/submissions", "answers");
        }
    }

    /** @param minimumAnswers how many questions must have an answer; at least and by default 1 */
    public record SurveyStarted(Integer minimumAnswers) implements ExitCriterion {
        public SurveyStarted {
            minimumAnswers = minimumAnswers == null ? 1 : minimumAnswers;
            if (minimumAnswers < 1) {
                throw new IllegalArgumentException("minimumAnswers must be at least 1.");
            }
        }

        @Override
        public boolean isMetBy(Evidence evidence) {
            return evidence.survey().answers() >= minimumAnswers;
        }

        @Override
        public String missing(Evidence evidence) {
            return "The survey has " + evidence.survey().answers() + " of at least " + minimumAnswers + " answers.";
        }

        @Override
        public Remedy remedy(Evidence evidence) {
            return Remedy.patch("/survey", "answers");
        }
    }

    public record InterestStrong() implements ExitCriterion {
        @Override
        public boolean isMetBy(Evidence evidence) {
            return evidence.assessment().interest() == Interest.STRONG;
        }

        @Override
        public String missing(Evidence evidence) {
            return "The prospect's interest has not been assessed as strong.";
        }

        @Override
        public Remedy remedy(Evidence evidence) {
            return Remedy.patch("/assessment", "interest");
        }
    }

    public record TrustEstablished() implements ExitCriterion {
        @Override
        public boolean isMetBy(Evidence evidence) {
            return evidence.assessment().trustedAdvisor();
        }

        @Override
        public String missing(Evidence evidence) {
            return "The prospect does not yet see the salesperson as a trusted advisor.";
        }

        @Override
        public Remedy remedy(Evidence evidence) {
            return Remedy.patch("/assessment", "trustedAdvisor");
        }
    }

    public record FitConfirmed() implements ExitCriterion {
        @Override
        public boolean isMetBy(Evidence evidence) {
            return evidence.assessment().fit() == Fit.FIT;
        }

        @Override
        public String missing(Evidence evidence) {
            return evidence.assessment().fit() == Fit.NO_FIT
                    ? "The offering and the prospect have been found not to fit."
                    : "That the offering and the prospect fit has not been confirmed.";
        }

        @Override
        public Remedy remedy(Evidence evidence) {
            return Remedy.patch("/assessment", "fit");
        }
    }

    // Selection

    public record OfferingSelected() implements ExitCriterion {
        @Override
        public boolean isMetBy(Evidence evidence) {
            return evidence.subject().offeringId() != null;
        }

        @Override
        public String missing(Evidence evidence) {
            return "No offering has been selected.";
        }

        @Override
        public Remedy remedy(Evidence evidence) {
            return Remedy.patch("", "offeringId");
        }
    }

    // Qualification

    public record ProductBackgroundRecorded() implements ExitCriterion {
        @Override
        public boolean isMetBy(Evidence evidence) {
            return evidence.qualification().contains(QualificationTopic.PRODUCT_BACKGROUND);
        }

        @Override
        public String missing(Evidence evidence) {
            return "The product's background has not been recorded.";
        }

        @Override
        public Remedy remedy(Evidence evidence) {
            return Remedy.patch("/qualification", "productBackground");
        }
    }

    public record ProductHistoryRecorded() implements ExitCriterion {
        @Override
        public boolean isMetBy(Evidence evidence) {
            return evidence.qualification().contains(QualificationTopic.PRODUCT_HISTORY);
        }

        @Override
        public String missing(Evidence evidence) {
            return "The product's history has not been recorded.";
        }

        @Override
        public Remedy remedy(Evidence evidence) {
            return Remedy.patch("/qualification", "productHistory");
        }
    }

    public record TargetAudienceRecorded() implements ExitCriterion {
        @Override
        public boolean isMetBy(Evidence evidence) {
            return evidence.qualification().contains(QualificationTopic.TARGET_AUDIENCE);
        }

        @Override
        public String missing(Evidence evidence) {
            return "The target audience has not been recorded.";
        }

        @Override
        public Remedy remedy(Evidence evidence) {
            return Remedy.patch("/qualification", "targetAudience");
        }
    }

    public record PossibleIssuesRecorded() implements ExitCriterion {
        @Override
        public boolean isMetBy(Evidence evidence) {
            return evidence.qualification().contains(QualificationTopic.POSSIBLE_ISSUES);
        }

        @Override
        public String missing(Evidence evidence) {
            return "The prospect's possible issues have not been recorded.";
        }

        @Override
        public Remedy remedy(Evidence evidence) {
            return Remedy.patch("/qualification", "possibleIssues");
        }
    }

    // Relationship

    public record Greeted() implements ExitCriterion {
        @Override
        public boolean isMetBy(Evidence evidence) {
            return evidence.contact().greetings() > 0;
        }

        @Override
        public String missing(Evidence evidence) {
            return "The client has not been greeted.";
        }

        @Override
        public Remedy remedy(Evidence evidence) {
            return Remedy.post("/greetings", "by");
        }
    }

    public record QuestionsAnswered() implements ExitCriterion {
        @Override
        public boolean isMetBy(Evidence evidence) {
            return evidence.contact().openQuestions().isEmpty();
        }

        @Override
        public String missing(Evidence evidence) {
            return "Questions of the client without an answer: "
                    + evidence.contact().openQuestions().size() + ".";
        }

        @Override
        public Remedy remedy(Evidence evidence) {
            return Remedy.post(
                    "/questions/" + evidence.contact().openQuestions().get(0) + "/answer", "text");
        }
    }

    public record MessageChannelOffered() implements ExitCriterion {
        @Override
        public boolean isMetBy(Evidence evidence) {
            return evidence.contact().messageChannelOffered();
        }

        @Override
        public String missing(Evidence evidence) {
            return "The client has not been given an easy way to leave a message.";
        }

        @Override
        public Remedy remedy(Evidence evidence) {
            return Remedy.post("/message-link", null);
        }
    }

    public record MessagesFollowedUp() implements ExitCriterion {
        @Override
        public boolean isMetBy(Evidence evidence) {
            return evidence.contact().openMessages().isEmpty();
        }

        @Override
        public String missing(Evidence evidence) {
            return "Messages of the client that nobody has followed up: "
                    + evidence.contact().openMessages().size() + ".";
        }

        @Override
        public Remedy remedy(Evidence evidence) {
            return Remedy.post("/messages/" + evidence.contact().openMessages().get(0) + "/follow-up", "outcome");
        }
    }

    // Negotiation and conversion

    public record ProposalAccepted() implements ExitCriterion {
        @Override
        public boolean isMetBy(Evidence evidence) {
            return evidence.papers().has(ProposalStatus.ACCEPTED);
        }

        @Override
        public String missing(Evidence evidence) {
            return "The client has not accepted a proposal.";
        }

        @Override
        public Remedy remedy(Evidence evidence) {
            Papers papers = evidence.papers();
            return papers.anyProposal(ProposalStatus.SENT)
                    .map(sent -> Remedy.post("/proposals/" + sent + "/accept", null))
                    .or(() -> papers.anyProposal(ProposalStatus.DRAFTED)
                            .map(draft -> Remedy.post("/proposals/" + draft + "/send", null)))
                    .orElseGet(() -> Remedy.post("/proposals", "amount"));
        }
    }

    public record WelcomeLetterSent() implements ExitCriterion {
        @Override
        public boolean isMetBy(Evidence evidence) {
            return evidence.papers().has(DocumentKind.WELCOME_LETTER, DocumentStatus.SENT);
        }

        @Override
        public String missing(Evidence evidence) {
            return "The welcome letter has not been sent.";
        }

        @Override
        public Remedy remedy(Evidence evidence) {
            return onDocument(evidence.papers().anyDocument(DocumentKind.WELCOME_LETTER), "send", null);
        }
    }

    public record ContractSigned() implements ExitCriterion {
        @Override
        public boolean isMetBy(Evidence evidence) {
            return evidence.papers().has(DocumentKind.CONTRACT, DocumentStatus.SIGNED);
        }

        @Override
        public String missing(Evidence evidence) {
            return "The contract has not been signed.";
        }

        @Override
        public Remedy remedy(Evidence evidence) {
            return onDocument(evidence.papers().anyDocument(DocumentKind.CONTRACT), "sign", "signedBy");
        }
    }

    // Any stage

    /** @param kind the kind of activity, such as {@code demo} */
    public record ActivityRecorded(String kind) implements ExitCriterion {
        public ActivityRecorded {
            requireText("kind", kind);
        }

        @Override
        public boolean isMetBy(Evidence evidence) {
            return evidence.activities().contains(kind);
        }

        @Override
        public String missing(Evidence evidence) {
            return "No activity of the kind " + kind + " has been recorded.";
        }

        @Override
        public Remedy remedy(Evidence evidence) {
            return Remedy.post("/activities", "kind");
        }
    }

    /** @param field the key of a custom field of the deal */
    public record FieldPresent(String field) implements ExitCriterion {
        public FieldPresent {
            requireText("field", field);
        }

        @Override
        public boolean isMetBy(Evidence evidence) {
            return evidence.subject().customFields().contains(field);
        }

        @Override
        public String missing(Evidence evidence) {
            return "The custom field " + field + " has no value.";
        }

        @Override
        public Remedy remedy(Evidence evidence) {
            return Remedy.patch("", "customFields." + field);
        }
    }

    private static Remedy onDocument(Optional<UUID> document, String step, String field) {
        return document.map(id -> Remedy.post("/documents/" + id + "/" + step, field))
                .orElseGet(() -> Remedy.post("/documents", "kind"));
    }

    private static void requireText(String name, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " is required.");
        }
    }
}
