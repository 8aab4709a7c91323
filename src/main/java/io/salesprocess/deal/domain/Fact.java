package io.salesprocess.deal.domain;

import io.salesprocess.pipeline.domain.Approvals;
import io.salesprocess.pipeline.domain.Approvals.Participant;
import io.salesprocess.pipeline.domain.Approvals.Round;
import io.salesprocess.pipeline.domain.Assessment;
import io.salesprocess.pipeline.domain.Contact;
import io.salesprocess.pipeline.domain.Evidence;
import io.salesprocess.pipeline.domain.Outcome;
import io.salesprocess.pipeline.domain.Papers;
import io.salesprocess.pipeline.domain.Papers.DocumentKind;
import io.salesprocess.pipeline.domain.Papers.DocumentStatus;
import io.salesprocess.pipeline.domain.Papers.ProposalStatus;
import io.salesprocess.pipeline.domain.QualificationTopic;
import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Something that the deal is told and takes down: evidence, changes of its terms, money. A fact says what it changes, and
 * what speaks against recording it on a deal as it stands.
 */
public sealed interface Fact extends DealEvent {

    /** How many questions, messages or papers may be open on one deal at a time; far beyond what people can handle. */
    int MOST_OPEN = 500;

    /** How many kinds of activities one deal may see. */
    int MOST_KINDS = 100;

    /** The state once the fact is recorded. */
    Deal recordedOn(Deal deal);

    /** What speaks against recording it now, besides a closed deal. */
    default Optional<Refusal> objection(Deal deal) {
        return Optional.empty();
    }

    /** Whether a closed deal takes it too: conversation goes on after closing, evidence and terms do not. */
    default boolean afterClosing() {
        return false;
    }

    // Terms

    /** @param ownerId null leaves the deal unassigned */
    record OwnerAssigned(UUID ownerId) implements Fact {
        @Override
        public Deal recordedOn(Deal deal) {
            return deal.withOwner(ownerId);
        }

        @Override
        public boolean afterClosing() {
            return true;
        }
    }

    /** The value is fixed from when a contract goes out until it is voided; payments are measured against it. */
    record ValueChanged(Money value) implements Fact {
        @Override
        public Deal recordedOn(Deal deal) {
            return deal.withValue(value);
        }

        @Override
        public Optional<Refusal> objection(Deal deal) {
            return deal.evidence().papers().has(DocumentKind.CONTRACT, DocumentStatus.SENT)
                    ? refuse(7, "The value is fixed while a contract is out. Void the contract first.")
                    : Optional.empty();
        }
    }

    record OfferingSelected(UUID offeringId) implements Fact {
        @Override
        public Deal recordedOn(Deal deal) {
            return deal.with(deal.evidence().with(deal.evidence().subject().selected(offeringId)));
        }
    }

    /** @param present keys of all custom fields that have a value now; the values are not history's */
    record CustomFieldsChanged(Set<String> present) implements Fact {
        public CustomFieldsChanged {
            present = Collections.unmodifiableSet(new TreeSet<>(present));
        }

        @Override
        public Deal recordedOn(Deal deal) {
            return deal.with(deal.evidence().with(deal.evidence().subject().withCustomFields(present)));
        }
    }

    /**
     * The prospect's personal data has been erased (rule 12). Nothing that criteria read changes, but the deal looks different
     * from then on, so its version rises.
     */
    record ProspectErased() implements Fact {
        @Override
        public Deal recordedOn(Deal deal) {
            return deal;
        }

        @Override
        public boolean afterClosing() {
            return true;
        }
    }

    /**
     * The deal's prospect has turned out to be the same person as another one, who stays. Open and closed deals go along.
     *
     * @param duplicateId whose deal it was
     * @param prospectId whose deal it is from now on
     */
    record ProspectMerged(UUID mergeId, UUID duplicateId, UUID prospectId) implements Fact {
        @Override
        public Deal recordedOn(Deal deal) {
            return deal.withProspect(prospectId);
        }

        @Override
        public Optional<Refusal> objection(Deal deal) {
            return mustBeOf(deal, duplicateId);
        }

        @Override
        public boolean afterClosing() {
            return true;
        }
    }

    /**
     * Two prospects were not the same person after all: the deal is again of the prospect from whom it came.
     *
     * @param duplicateId whose deal it is from now on
     * @param prospectId whose deal it was since the merge
     */
    record ProspectUnmerged(UUID mergeId, UUID duplicateId, UUID prospectId) implements Fact {
        @Override
        public Deal recordedOn(Deal deal) {
            return deal.withProspect(duplicateId);
        }

        @Override
        public Optional<Refusal> objection(Deal deal) {
            return mustBeOf(deal, prospectId);
        }

        @Override
        public boolean afterClosing() {
            return true;
        }
    }

    // Pre-qualification and qualification

    /** @param answers questions of the survey that have an answer, now that the submission's have been added */
    record SubmissionReceived(UUID submissionId, int answers) implements Fact {
        @Override
        public Deal recordedOn(Deal deal) {
            return deal.with(deal.evidence().with(deal.evidence().survey().submitted(answers)));
        }
    }

    /** @param answers questions of the survey that have an answer now */
    record SurveyRecorded(int answers) implements Fact {
        @Override
        public Deal recordedOn(Deal deal) {
            return deal.with(deal.evidence().with(deal.evidence().survey().answered(answers)));
        }
    }

    record AssessmentRecorded(Assessment.Interest interest, boolean trustedAdvisor, Assessment.Fit fit)
            implements Fact {
        @Override
        public Deal recordedOn(Deal deal) {
            return deal.with(deal.evidence().with(new Assessment(interest, trustedAdvisor, fit)));
        }
    }

    /** @param known the topics on which something is known now */
    record QualificationRecorded(Set<QualificationTopic> known) implements Fact {
        public QualificationRecorded {
            known = Collections.unmodifiableSet(new TreeSet<>(known));
        }

        @Override
        public Deal recordedOn(Deal deal) {
            return deal.with(deal.evidence().withQualification(known));
        }
    }

    // Relationship

    /** Who gave a greeting. */
    enum Greeter {
        SALESPERSON,
        RECEPTIONIST
    }

    record GreetingGiven(UUID greetingId, Greeter by) implements Fact {
        @Override
        public Deal recordedOn(Deal deal) {
            return inContact(deal, deal.evidence().contact().greeted());
        }
    }

    record QuestionAsked(UUID questionId) implements Fact {
        @Override
        public Deal recordedOn(Deal deal) {
            return inContact(deal, deal.evidence().contact().asked(questionId));
        }

        @Override
        public Optional<Refusal> objection(Deal deal) {
            return tooMany(deal.evidence().contact().openQuestions().size(), "questions without an answer");
        }

        @Override
        public boolean afterClosing() {
            return true;
        }
    }

    record QuestionAnswered(UUID questionId) implements Fact {
        @Override
        public Deal recordedOn(Deal deal) {
            return inContact(deal, deal.evidence().contact().answered(questionId));
        }

        @Override
        public Optional<Refusal> objection(Deal deal) {
            return deal.evidence().contact().openQuestions().contains(questionId)
                    ? Optional.empty()
                    : Optional.of(new Refusal.Conflict("The question has been answered already."));
        }

        @Override
        public boolean afterClosing() {
            return true;
        }
    }

    /** @param linkId never the secret that opens the link */
    record MessageLinkOffered(UUID linkId) implements Fact {
        @Override
        public Deal recordedOn(Deal deal) {
            return inContact(deal, deal.evidence().contact().offeredMessageChannel());
        }

        @Override
        public boolean afterClosing() {
            return true;
        }
    }

    /** The links of the deal are invalid from then on. */
    record MessageLinksRevoked() implements Fact {
        @Override
        public Deal recordedOn(Deal deal) {
            return inContact(deal, deal.evidence().contact().withoutMessageChannel());
        }

        @Override
        public boolean afterClosing() {
            return true;
        }
    }

    record MessageLeft(UUID messageId) implements Fact {
        @Override
        public Deal recordedOn(Deal deal) {
            return inContact(deal, deal.evidence().contact().leftMessage(messageId));
        }

        @Override
        public Optional<Refusal> objection(Deal deal) {
            return tooMany(deal.evidence().contact().openMessages().size(), "messages waiting");
        }

        @Override
        public boolean afterClosing() {
            return true;
        }
    }

    record MessageFollowedUp(UUID messageId) implements Fact {
        @Override
        public Deal recordedOn(Deal deal) {
            return inContact(deal, deal.evidence().contact().followedUp(messageId));
        }

        @Override
        public Optional<Refusal> objection(Deal deal) {
            return deal.evidence().contact().openMessages().contains(messageId)
                    ? Optional.empty()
                    : Optional.of(new Refusal.Conflict("The message has been followed up already."));
        }

        @Override
        public boolean afterClosing() {
            return true;
        }
    }

    // Discretion (rule 5)

    /** @param happenedAt when it was done, which may be long before it is recorded */
    record ActivityRecorded(UUID activityId, String kind, Outcome outcome, Instant happenedAt) implements Fact {
        @Override
        public Deal recordedOn(Deal deal) {
            return deal.with(deal.evidence().withActivity(kind, outcome));
        }

        @Override
        public Optional<Refusal> objection(Deal deal) {
            Evidence evidence = deal.evidence();
            return evidence.activities().contains(kind) || evidence.activityKinds() < MOST_KINDS
                    ? Optional.empty()
                    : refuse(5, "A deal takes at most " + MOST_KINDS + " kinds of activities.");
        }

        @Override
        public boolean afterClosing() {
            return true;
        }
    }

    // Approvals (rule 13)

    /**
     * Somebody is asked to approve the deal as it stands: this attempt at this stage, at this value.
     *
     * @param requestedAt when, which people are told who wait for the decision
     * @param value what the deal is worth, or null while unknown
     */
    record ApprovalRequested(UUID approvalId, Participant by, Instant requestedAt, Money value) implements Fact {
        @Override
        public Deal recordedOn(Deal deal) {
            Approvals asked =
                    deal.evidence().approvals().requested(deal.stage(), by, requestedAt, deal.worth(), deal.ownerId());
            return deal.with(deal.evidence().with(asked));
        }

        @Override
        public Optional<Refusal> objection(Deal deal) {
            return otherValue(deal, value);
        }
    }

    /** @param value what the deal is worth, which is what is approved; null while unknown */
    record ApprovalGranted(UUID approvalId, Participant by, Money value) implements Fact {
        @Override
        public Deal recordedOn(Deal deal) {
            Approvals more = deal.evidence().approvals().granted(deal.stage(), by, deal.worth());
            return deal.with(deal.evidence().with(more));
        }

        @Override
        public Optional<Refusal> objection(Deal deal) {
            return otherEyes(deal, by).or(() -> otherValue(deal, value)).or(() -> twice(deal));
        }

        private Optional<Refusal> twice(Deal deal) {
            Round round = openRound(deal).orElseThrow();
            if (round.hasBeenGrantedBy(by)) {
                return Optional.of(new Refusal.Conflict(
                        "The caller, or another one of the same salesperson, has approved already."));
            }
            return round.grants().size() < Approvals.MOST_GRANTS
                    ? Optional.empty()
                    : Optional.of(new Refusal.Conflict("There are " + Approvals.MOST_GRANTS + " approvals already."));
        }
    }

    /** @param value what the deal is worth, or null while unknown */
    record ApprovalRefused(UUID approvalId, Participant by, Money value) implements Fact {
        @Override
        public Deal recordedOn(Deal deal) {
            return deal.with(deal.evidence().with(deal.evidence().approvals().refused(deal.stage())));
        }

        @Override
        public Optional<Refusal> objection(Deal deal) {
            return otherEyes(deal, by).or(() -> otherValue(deal, value));
        }
    }

    // Papers

    record DocumentDrafted(UUID documentId, DocumentKind kind) implements Fact {
        @Override
        public Deal recordedOn(Deal deal) {
            return onPaper(deal, deal.evidence().papers().withDocument(documentId, kind, DocumentStatus.DRAFTED));
        }

        @Override
        public Optional<Refusal> objection(Deal deal) {
            return tooMany(deal.evidence().papers().documents().size(), "documents");
        }
    }

    /** @param sha256 of the PDF that was sent, in hexadecimal; null for documents without pages, and in events of earlier versions */
    record DocumentSent(UUID documentId, DocumentKind kind, String sha256) implements Fact {
        @Override
        public Deal recordedOn(Deal deal) {
            return onPaper(deal, deal.evidence().papers().withDocument(documentId, kind, DocumentStatus.SENT));
        }

        @Override
        public Optional<Refusal> objection(Deal deal) {
            return statusOf(deal, documentId, kind) == DocumentStatus.DRAFTED
                    ? Optional.empty()
                    : Optional.of(new Refusal.Conflict("Only a drafted document can be sent."));
        }
    }

    /** @param sha256 of the PDF that was signed (rule 15), in hexadecimal; null as with {@link DocumentSent} */
    record DocumentSigned(UUID documentId, DocumentKind kind, String sha256) implements Fact {
        @Override
        public Deal recordedOn(Deal deal) {
            return onPaper(deal, deal.evidence().papers().withDocument(documentId, kind, DocumentStatus.SIGNED));
        }

        @Override
        public Optional<Refusal> objection(Deal deal) {
            if (kind != DocumentKind.CONTRACT) {
                return Optional.of(new Refusal.Conflict("Only a contract can be signed."));
            }
            DocumentStatus status = statusOf(deal, documentId, kind);
            return status == DocumentStatus.DRAFTED || status == DocumentStatus.SENT
                    ? Optional.empty()
                    : Optional.of(new Refusal.Conflict("Only a contract that stands and is unsigned can be signed."));
        }
    }

    record DocumentVoided(UUID documentId, DocumentKind kind) implements Fact {
        @Override
        public Deal recordedOn(Deal deal) {
            return onPaper(deal, deal.evidence().papers().withoutDocument(documentId));
        }

        @Override
        public Optional<Refusal> objection(Deal deal) {
            return statusOf(deal, documentId, kind) != DocumentStatus.VOIDED
                    ? Optional.empty()
                    : Optional.of(new Refusal.Conflict("The document has been voided already."));
        }
    }

    /** The client gets a link to the document; a closed deal takes it too, since a signed contract is still read. */
    record DocumentLinkOffered(UUID documentId, DocumentKind kind, UUID linkId) implements Fact {
        @Override
        public Deal recordedOn(Deal deal) {
            return deal;
        }

        @Override
        public Optional<Refusal> objection(Deal deal) {
            return statusOf(deal, documentId, kind) != DocumentStatus.VOIDED
                    ? Optional.empty()
                    : Optional.of(new Refusal.Conflict("The document has been voided."));
        }

        @Override
        public boolean afterClosing() {
            return true;
        }
    }

    /** None of the links to the document is valid any more. */
    record DocumentLinksRevoked(UUID documentId) implements Fact {
        @Override
        public Deal recordedOn(Deal deal) {
            return deal;
        }

        @Override
        public boolean afterClosing() {
            return true;
        }
    }

    // Negotiation

    record ProposalDrafted(UUID proposalId, Money amount) implements Fact {
        @Override
        public Deal recordedOn(Deal deal) {
            return onPaper(deal, deal.evidence().papers().withProposal(proposalId, ProposalStatus.DRAFTED));
        }

        @Override
        public Optional<Refusal> objection(Deal deal) {
            return tooMany(deal.evidence().papers().proposals().size(), "proposals");
        }
    }

    /** @param sha256 of the PDF that was sent, in hexadecimal; null for proposals without pages, and in events of earlier versions */
    record ProposalSent(UUID proposalId, String sha256) implements Fact {
        @Override
        public Deal recordedOn(Deal deal) {
            return onPaper(deal, deal.evidence().papers().withProposal(proposalId, ProposalStatus.SENT));
        }

        @Override
        public Optional<Refusal> objection(Deal deal) {
            return proposalMustBe(deal, proposalId, ProposalStatus.DRAFTED, "Only a drafted proposal can be sent.");
        }
    }

    /** @param amount what was agreed, which becomes the deal's value; null leaves the value as it is */
    record ProposalAccepted(UUID proposalId, Money amount) implements Fact {
        @Override
        public Deal recordedOn(Deal deal) {
            Deal agreed = amount == null ? deal : deal.withValue(amount);
            return onPaper(agreed, agreed.evidence().papers().withProposal(proposalId, ProposalStatus.ACCEPTED));
        }

        @Override
        public Optional<Refusal> objection(Deal deal) {
            return proposalMustBe(deal, proposalId, ProposalStatus.SENT, "Only a proposal that is out can be accepted.")
                    .or(() -> amount == null || amount.equals(deal.value())
                            ? Optional.empty()
                            : new ValueChanged(amount).objection(deal));
        }
    }

    record ProposalDeclined(UUID proposalId) implements Fact {
        @Override
        public Deal recordedOn(Deal deal) {
            return onPaper(deal, deal.evidence().papers().withoutProposal(proposalId));
        }

        @Override
        public Optional<Refusal> objection(Deal deal) {
            return proposalMustBe(
                    deal, proposalId, ProposalStatus.SENT, "Only a proposal that is out can be declined.");
        }
    }

    /**
     * One side answers a proposal with one of its own, which is out at once.
     *
     * @param sha256 of the counter-proposal's PDF, in hexadecimal; null if it has no pages, as those of clients have none
     */
    record ProposalCountered(UUID proposalId, UUID counterProposalId, Money amount, String sha256) implements Fact {
        @Override
        public Deal recordedOn(Deal deal) {
            Papers papers = deal.evidence().papers().withoutProposal(proposalId);
            return onPaper(deal, papers.withProposal(counterProposalId, ProposalStatus.SENT));
        }

        @Override
        public Optional<Refusal> objection(Deal deal) {
            return proposalMustBe(
                    deal, proposalId, ProposalStatus.SENT, "Only a proposal that is out can be countered.");
        }
    }

    // Payments (rule 7)

    record PaymentReceived(UUID paymentId, Money amount) implements Fact {
        @Override
        public Deal recordedOn(Deal deal) {
            return deal.with(deal.payments().plus(amount));
        }

        @Override
        public Optional<Refusal> objection(Deal deal) {
            if (deal.status() != DealStatus.WON) {
                return refuse(7, "Payments belong to won deals.");
            }
            if (!deal.payments().canTake(amount.amount())) {
                return refuse(7, "The payments of a deal must not add up to more than " + Money.MOST + ".");
            }
            return moneyFits(deal, amount);
        }

        @Override
        public boolean afterClosing() {
            return true;
        }
    }

    /** @param refundable what was left of the payment until then, in the currency's minor unit */
    record PaymentRefunded(UUID refundId, UUID paymentId, Money amount, long refundable) implements Fact {
        @Override
        public Deal recordedOn(Deal deal) {
            return deal.with(deal.payments().minus(amount));
        }

        @Override
        public Optional<Refusal> objection(Deal deal) {
            long most = Math.min(refundable, deal.payments().refundable());
            if (amount.amount() > most) {
                return refuse(7, "No more than " + most + " of this payment can be refunded.");
            }
            return moneyFits(deal, amount);
        }

        @Override
        public boolean afterClosing() {
            return true;
        }
    }

    /**
     * A payment was taken back whole, such as a direct debit that bounced. What was refunded of it before stays refunded: the
     * business is short of both, so what is collected can fall below zero.
     *
     * @param amount what the payment was
     */
    record PaymentReversed(UUID reversalId, UUID paymentId, Money amount) implements Fact {
        @Override
        public Deal recordedOn(Deal deal) {
            return deal.with(deal.payments().without(amount));
        }

        @Override
        public Optional<Refusal> objection(Deal deal) {
            if (!deal.payments().canLose(amount.amount())) {
                return refuse(7, "No more than was paid can be reversed.");
            }
            return moneyFits(deal, amount);
        }

        @Override
        public boolean afterClosing() {
            return true;
        }
    }

    /**
     * The value was split into instalments, or they were taken away.
     *
     * @param instalments how many; 0 if there are none any more
     * @param total what they add up to; null if there are none
     */
    record PaymentPlanned(int instalments, Money total) implements Fact {
        @Override
        public Deal recordedOn(Deal deal) {
            return deal.with(deal.told().withoutInstalments());
        }

        @Override
        public Optional<Refusal> objection(Deal deal) {
            if (deal.status() == DealStatus.LOST) {
                return Optional.of(new Refusal.DealClosed(deal.status()));
            }
            if (total == null || total.equals(deal.value())) {
                return Optional.empty();
            }
            return deal.value() == null
                    ? refuse(7, "The deal has no value that instalments could add up to. Set its value first.")
                    : refuse(
                            7,
                            "The instalments add up to " + total.amount() + " " + total.currency()
                                    + ", and the value of the deal is "
                                    + deal.value().amount() + " " + deal.value().currency() + ".");
        }

        @Override
        public boolean afterClosing() {
            return true;
        }
    }

    /** Four eyes: neither who owns the deal, or did at any time since the request, nor who requested decides. */
    private static Optional<Refusal> otherEyes(Deal deal, Participant by) {
        if (by.isSalesperson(deal.ownerId())) {
            return forbid("The deal's owner cannot decide about its approval.");
        }
        Round round = openRound(deal).orElse(null);
        if (round == null) {
            return Optional.of(new Refusal.Conflict("No approval is requested in the stage where the deal stands."));
        }
        if (round.hasBeenOwnedBy(by)) {
            return forbid("Who has owned the deal since approval was requested cannot decide about it.");
        }
        return round.requestedBy().isSameAs(by)
                ? forbid(
                        "Who requested approval cannot decide about it, nor can another caller of the same salesperson.")
                : Optional.empty();
    }

    private static Optional<Round> openRound(Deal deal) {
        return deal.evidence().approvals().open(deal.stage());
    }

    /** What history says was approved must be what the deal was worth. */
    private static Optional<Refusal> otherValue(Deal deal, Money value) {
        return Objects.equals(value, deal.value())
                ? Optional.empty()
                : Optional.of(new Refusal.Conflict("The deal has another value by now."));
    }

    private static Optional<Refusal> forbid(String detail) {
        return Optional.of(new Refusal.Forbidden(13, detail));
    }

    private static Optional<Refusal> mustBeOf(Deal deal, UUID prospectId) {
        return deal.prospectId().equals(prospectId)
                ? Optional.empty()
                : Optional.of(new Refusal.Conflict("The deal is of another prospect by now."));
    }

    private static Deal inContact(Deal deal, Contact contact) {
        return deal.with(deal.evidence().with(contact));
    }

    private static Deal onPaper(Deal deal, Papers papers) {
        return deal.with(deal.evidence().with(papers));
    }

    /** A document of another kind than the fact says is none: else a signed welcome letter could pass for a contract. */
    private static DocumentStatus statusOf(Deal deal, UUID documentId, DocumentKind kind) {
        Papers.Document document = deal.evidence().papers().documents().get(documentId);
        return document == null || document.kind() != kind ? DocumentStatus.VOIDED : document.status();
    }

    private static Optional<Refusal> proposalMustBe(Deal deal, UUID id, ProposalStatus status, String otherwise) {
        return deal.evidence().papers().proposals().get(id) == status
                ? Optional.empty()
                : Optional.of(new Refusal.Conflict(otherwise));
    }

    private static Optional<Refusal> moneyFits(Deal deal, Money money) {
        if (money.amount() == 0) {
            return refuse(7, "The amount must be positive.");
        }
        String currency = deal.currency();
        return currency == null || currency.equals(money.currency())
                ? Optional.empty()
                : refuse(7, "This deal is paid in " + currency + ", not in " + money.currency() + ".");
    }

    private static Optional<Refusal> tooMany(int already, String what) {
        return already < MOST_OPEN ? Optional.empty() : refuse(3, "The deal has " + already + " " + what + " already.");
    }

    private static Optional<Refusal> refuse(int rule, String detail) {
        return Optional.of(new Refusal.RuleViolated(rule, detail));
    }
}
