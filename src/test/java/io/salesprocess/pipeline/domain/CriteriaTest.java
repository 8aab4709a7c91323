package io.salesprocess.pipeline.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.salesprocess.pipeline.domain.Assessment.Fit;
import io.salesprocess.pipeline.domain.Assessment.Interest;
import io.salesprocess.pipeline.domain.Papers.DocumentKind;
import io.salesprocess.pipeline.domain.Papers.DocumentStatus;
import io.salesprocess.pipeline.domain.Papers.ProposalStatus;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rule 2: what each exit criterion asks for, and what it says to do when it is not met. */
class CriteriaTest {

    private static final UUID ONE = new UUID(0, 1);
    private static final UUID TWO = new UUID(0, 2);

    /**
     * A line of the table.
     *
     * @param action kind, subject and field for the evidence that is not enough
     */
    record Line(ExitCriterion criterion, Evidence enough, Evidence notEnough, String missing, String action) {
        @Override
        public String toString() {
            return criterion.type() + ": " + missing;
        }
    }

    static List<Line> table() {
        return Stream.of(
                        preQualification(),
                        selectionAndQualification(),
                        relationship(),
                        negotiation(),
                        conversion(),
                        anyStage())
                .flatMap(Collection::stream)
                .toList();
    }

    private static List<Line> preQualification() {
        return List.of(
                new Line(
                        Criteria.of("submission-received"),
                        survey(1, 0),
                        survey(0, 5),
                        "No form submission of the prospect has been received.",
                        "SUBMIT_FORM null answers"),
                new Line(
                        Criteria.of("survey-started"),
                        survey(0, 1),
                        survey(1, 0),
                        "The survey has 0 of at least 1 answers.",
                        "RECORD_SURVEY null answers"),
                new Line(
                        new ExitCriterion("survey-started", Map.of("minimumAnswers", 3)),
                        survey(0, 3),
                        survey(0, 2),
                        "The survey has 2 of at least 3 answers.",
                        "RECORD_SURVEY null answers"),
                new Line(
                        Criteria.of("interest-strong"),
                        assessed(Interest.STRONG, false, Fit.UNKNOWN),
                        assessed(Interest.SOME, true, Fit.FIT),
                        "The prospect's interest has not been assessed as strong.",
                        "RECORD_ASSESSMENT null interest"),
                new Line(
                        Criteria.of("trust-established"),
                        assessed(null, true, Fit.UNKNOWN),
                        assessed(Interest.STRONG, false, Fit.FIT),
                        "The prospect does not yet see the salesperson as a trusted advisor.",
                        "RECORD_ASSESSMENT null trustedAdvisor"),
                new Line(
                        Criteria.of("fit-confirmed"),
                        assessed(null, false, Fit.FIT),
                        assessed(Interest.STRONG, true, Fit.UNKNOWN),
                        "The fit between offering and prospect has not been confirmed.",
                        "RECORD_ASSESSMENT null fit"),
                new Line(
                        Criteria.of("fit-confirmed"),
                        assessed(null, false, Fit.FIT),
                        assessed(Interest.STRONG, true, Fit.NO_FIT),
                        "The offering and the prospect do not fit.",
                        "RECORD_ASSESSMENT null fit"));
    }

    private static List<Line> selectionAndQualification() {
        return List.of(
                new Line(
                        Criteria.of("offering-selected"),
                        Evidence.NONE.with(Subject.UNKNOWN.selected(ONE)),
                        Evidence.NONE.with(Subject.UNKNOWN.selected(ONE).selected(null)),
                        "No offering has been selected.",
                        "CHANGE_DEAL null offeringId"),
                topic(
                        Criteria.of("product-background-recorded"),
                        QualificationTopic.PRODUCT_BACKGROUND,
                        "The product's background has not been recorded.",
                        "productBackground"),
                topic(
                        Criteria.of("product-history-recorded"),
                        QualificationTopic.PRODUCT_HISTORY,
                        "The product's history has not been recorded.",
                        "productHistory"),
                topic(
                        Criteria.of("target-audience-recorded"),
                        QualificationTopic.TARGET_AUDIENCE,
                        "The target audience has not been recorded.",
                        "targetAudience"),
                topic(
                        Criteria.of("possible-issues-recorded"),
                        QualificationTopic.POSSIBLE_ISSUES,
                        "The prospect's possible issues have not been recorded.",
                        "possibleIssues"));
    }

    private static List<Line> relationship() {
        Contact none = Contact.NONE;
        return List.of(
                new Line(
                        Criteria.of("greeted"),
                        Evidence.NONE.with(none.greeted()),
                        Evidence.NONE,
                        "The client has not been greeted.",
                        "GIVE_GREETING null by"),
                new Line(
                        Criteria.of("questions-answered"),
                        Evidence.NONE.with(none.asked(ONE).answered(ONE)),
                        Evidence.NONE.with(none.asked(TWO).asked(ONE)),
                        "Questions of the client without an answer: 2.",
                        "ANSWER_QUESTION " + TWO + " text"),
                new Line(
                        Criteria.of("questions-answered"),
                        Evidence.NONE,
                        Evidence.NONE.with(none.asked(TWO).asked(ONE).answered(TWO)),
                        "Questions of the client without an answer: 1.",
                        "ANSWER_QUESTION " + ONE + " text"),
                new Line(
                        Criteria.of("message-channel-offered"),
                        Evidence.NONE.with(none.offeredMessageChannel()),
                        Evidence.NONE,
                        "The client has not been given an easy way to leave a message.",
                        "OFFER_MESSAGE_LINK null null"),
                new Line(
                        Criteria.of("messages-followed-up"),
                        Evidence.NONE.with(none.leftMessage(ONE).followedUp(ONE)),
                        Evidence.NONE.with(
                                none.leftMessage(ONE).leftMessage(TWO).followedUp(ONE)),
                        "Messages of the client without a follow-up: 1.",
                        "FOLLOW_UP_MESSAGE " + TWO + " outcome"));
    }

    private static List<Line> negotiation() {
        Evidence accepted = papers(Papers.NONE.withProposal(ONE, ProposalStatus.ACCEPTED));
        String missing = "The client has not accepted a proposal.";
        return List.of(
                new Line(
                        Criteria.of("proposal-accepted"),
                        accepted,
                        Evidence.NONE,
                        missing,
                        "DRAFT_PROPOSAL null amount"),
                new Line(
                        Criteria.of("proposal-accepted"),
                        accepted,
                        papers(Papers.NONE.withProposal(ONE, ProposalStatus.DRAFTED)),
                        missing,
                        "SEND_PROPOSAL " + ONE + " null"),
                new Line(
                        Criteria.of("proposal-accepted"),
                        accepted,
                        papers(Papers.NONE
                                .withProposal(ONE, ProposalStatus.DRAFTED)
                                .withProposal(TWO, ProposalStatus.SENT)),
                        missing,
                        "ACCEPT_PROPOSAL " + TWO + " null"),
                new Line(
                        Criteria.of("proposal-accepted"),
                        accepted,
                        papers(Papers.NONE
                                .withProposal(ONE, ProposalStatus.SENT)
                                .withoutProposal(ONE)),
                        missing,
                        "DRAFT_PROPOSAL null amount"));
    }

    private static List<Line> conversion() {
        Papers drafts = Papers.NONE
                .withDocument(ONE, DocumentKind.WELCOME_LETTER, DocumentStatus.DRAFTED)
                .withDocument(TWO, DocumentKind.CONTRACT, DocumentStatus.DRAFTED);
        Papers letterSent = drafts.withDocument(ONE, DocumentKind.WELCOME_LETTER, DocumentStatus.SENT);
        Papers contractSent = drafts.withDocument(TWO, DocumentKind.CONTRACT, DocumentStatus.SENT);
        Papers contractSigned = contractSent.withDocument(TWO, DocumentKind.CONTRACT, DocumentStatus.SIGNED);
        String notSent = "The welcome letter has not been sent.";
        String notSigned = "The contract has not been signed.";
        return List.of(
                new Line(
                        Criteria.of("welcome-letter-sent"),
                        papers(letterSent),
                        papers(contractSigned.withoutDocument(ONE)),
                        notSent,
                        "DRAFT_DOCUMENT null kind"),
                new Line(
                        Criteria.of("welcome-letter-sent"),
                        papers(letterSent),
                        papers(contractSigned),
                        notSent,
                        "SEND_DOCUMENT " + ONE + " null"),
                new Line(
                        Criteria.of("contract-signed"),
                        papers(contractSigned),
                        papers(letterSent.withoutDocument(TWO)),
                        notSigned,
                        "DRAFT_DOCUMENT null kind"),
                new Line(
                        Criteria.of("contract-signed"),
                        papers(contractSigned),
                        papers(contractSent),
                        notSigned,
                        "SIGN_DOCUMENT " + TWO + " signedBy"),
                new Line(
                        Criteria.of("contract-signed"),
                        papers(contractSigned),
                        papers(contractSigned.withoutDocument(TWO)),
                        notSigned,
                        "DRAFT_DOCUMENT null kind"));
    }

    private static List<Line> anyStage() {
        return List.of(
                new Line(
                        new ExitCriterion("activity-recorded", Map.of("kind", "demo")),
                        Evidence.NONE.withActivity("call").withActivity("demo"),
                        Evidence.NONE.withActivity("call"),
                        "No activity of the kind demo has been recorded.",
                        "RECORD_ACTIVITY null kind"),
                new Line(
                        new ExitCriterion("field-present", Map.of("field", "budget")),
                        Evidence.NONE.with(Subject.UNKNOWN.withCustomFields(Set.of("budget", "region"))),
                        Evidence.NONE.with(Subject.UNKNOWN.withCustomFields(Set.of("region"))),
                        "The custom field budget has no value.",
                        "CHANGE_DEAL null customFields.budget"));
    }

    private static Situation seen(Evidence evidence) {
        return new Situation("any-stage", evidence, null);
    }

    @ParameterizedTest
    @MethodSource("table")
    void is_met_by_enough_evidence(Line line) {
        assertThat(line.criterion().isMetBy(seen(line.enough()))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("table")
    void is_not_met_by_less(Line line) {
        assertThat(line.criterion().isMetBy(seen(line.notEnough()))).isFalse();
    }

    @ParameterizedTest
    @MethodSource("table")
    void says_what_is_missing(Line line) {
        assertThat(line.criterion().missing(seen(line.notEnough()))).isEqualTo(line.missing());
    }

    @ParameterizedTest
    @MethodSource("table")
    void names_the_action_that_would_satisfy_it(Line line) {
        Action action = line.criterion().action(seen(line.notEnough()));
        assertThat(action.kind() + " " + action.subject() + " " + action.field())
                .isEqualTo(line.action());
    }

    @Test
    void every_criterion_of_the_vocabulary_stands_in_the_table() {
        assertThat(table().stream().map(line -> line.criterion().type()).collect(Collectors.toSet()))
                .isEqualTo(Criteria.types());
    }

    @Test
    void the_catalogue_names_and_describes_each_criterion_and_what_mostly_satisfies_it() {
        assertThat(Criteria.catalogue()).hasSameSizeAs(Criteria.types()).allSatisfy(one -> {
            assertThat(one.title()).isNotBlank();
            assertThat(one.description()).endsWith(".");
            assertThat(one.usualAction().subject()).isNull();
            assertThat(one.parameters())
                    .allSatisfy(parameter -> assertThat(parameter.description()).endsWith("."));
        });
    }

    @Test
    void questions_and_messages_are_no_obstacle_when_there_were_none() {
        assertThat(Criteria.of("questions-answered").isMetBy(seen(Evidence.NONE)))
                .isTrue();
        assertThat(Criteria.of("messages-followed-up").isMetBy(seen(Evidence.NONE)))
                .isTrue();
    }

    @Test
    void a_voided_document_does_not_count_as_one_that_stands() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Papers.NONE.withDocument(ONE, DocumentKind.CONTRACT, DocumentStatus.VOIDED));
    }

    @Test
    void equal_evidence_is_equal_and_in_the_same_order_however_it_came_about() {
        Evidence one = Evidence.NONE.withActivity("demo").withActivity("call").withQualification(Set.of());
        Evidence other = Evidence.NONE.withActivity("call").withActivity("demo");

        assertThat(one).isEqualTo(other);
        assertThat(one.activities()).containsExactly("call", "demo");
    }

    private static Line topic(ExitCriterion criterion, QualificationTopic topic, String missing, String field) {
        Set<QualificationTopic> others = new TreeSet<>(Set.of(QualificationTopic.values()));
        others.remove(topic);
        return new Line(
                criterion,
                Evidence.NONE.withQualification(Set.of(topic)),
                Evidence.NONE.withQualification(others),
                missing,
                "RECORD_QUALIFICATION null " + field);
    }

    private static Evidence survey(int submissions, int answers) {
        return Evidence.NONE.with(new Survey(submissions, answers));
    }

    private static Evidence assessed(Interest interest, boolean trustedAdvisor, Fit fit) {
        return Evidence.NONE.with(new Assessment(interest, trustedAdvisor, fit));
    }

    private static Evidence papers(Papers papers) {
        return Evidence.NONE.with(papers);
    }
}
