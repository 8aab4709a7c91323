package io.salesprocess.deal.domain;

import static io.salesprocess.deal.domain.Story.CONTRACT;
import static io.salesprocess.deal.domain.Story.LETTER;
import static io.salesprocess.deal.domain.Story.PROPOSAL;
import static io.salesprocess.deal.domain.Story.VALUE;
import static io.salesprocess.deal.domain.Story.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.salesprocess.deal.domain.Refusal.Conflict;
import io.salesprocess.deal.domain.Refusal.DealClosed;
import io.salesprocess.deal.domain.Refusal.RuleViolated;
import io.salesprocess.pipeline.domain.Approvals.Participant;
import io.salesprocess.pipeline.domain.Assessment;
import io.salesprocess.pipeline.domain.Assessment.Fit;
import io.salesprocess.pipeline.domain.Assessment.Interest;
import io.salesprocess.pipeline.domain.Outcome;
import io.salesprocess.pipeline.domain.Papers.Document;
import io.salesprocess.pipeline.domain.Papers.DocumentKind;
import io.salesprocess.pipeline.domain.Papers.DocumentStatus;
import io.salesprocess.pipeline.domain.Papers.ProposalStatus;
import io.salesprocess.pipeline.domain.QualificationTopic;
import io.salesprocess.pipeline.domain.Survey;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a deal takes down as a fact, what that changes, and what it refuses. */
class FactsTest {

    private static final Participant ASKING = new Participant("asking", null, Set.of());

    private final Story story = Story.standard();

    @Nested
    class Terms {

        @Test
        void an_owner_is_assigned_and_taken_away() {
            assertThat(story.then(new Fact.OwnerAssigned(id(20))).deal().ownerId())
                    .isEqualTo(id(20));
            assertThat(story.then(new Fact.OwnerAssigned(null)).deal().ownerId())
                    .isNull();
        }

        @Test
        void an_offering_is_selected_and_taken_back() {
            assertThat(story.then(new Fact.OfferingSelected(id(20))).deal().offeringId())
                    .isEqualTo(id(20));
            assertThat(story.then(new Fact.OfferingSelected(null)).deal().offeringId())
                    .isNull();
        }

        @Test
        void of_custom_fields_the_deal_knows_which_have_a_value() {
            story.then(new Fact.CustomFieldsChanged(Set.of("region", "budget")));
            assertThat(story.deal().evidence().subject().customFields()).containsExactly("budget", "region");

            story.then(new Fact.CustomFieldsChanged(Set.of()));
            assertThat(story.deal().evidence().subject().customFields()).isEmpty();
        }

        @Test
        void the_value_changes_until_a_contract_is_out() {
            Money other = new Money(1, "USD");
            story.then(new Fact.ValueChanged(other), new Fact.DocumentDrafted(CONTRACT, DocumentKind.CONTRACT))
                    .then(new Fact.ValueChanged(VALUE))
                    .then(new Fact.DocumentSent(CONTRACT, DocumentKind.CONTRACT, null));

            assertThat(story.deal().value()).isEqualTo(VALUE);
            assertThat(story.refusalOf(new Fact.ValueChanged(other)))
                    .isEqualTo(new RuleViolated(
                            7, "The value is fixed while a contract is out. Void the contract first."));
        }

        @Test
        void the_value_is_free_again_once_the_contract_is_voided() {
            story.upTo("conversion").stageDone();
            assertThat(story.refusalOf(new Fact.ValueChanged(null))).isInstanceOf(RuleViolated.class);

            story.then(new Fact.DocumentVoided(CONTRACT, DocumentKind.CONTRACT), new Fact.ValueChanged(null));

            assertThat(story.deal().value()).isNull();
        }

        @Test
        void a_deal_goes_along_with_a_merged_prospect_and_comes_back() {
            story.then(new Fact.ProspectMerged(id(20), Story.PROSPECT, id(21)));
            assertThat(story.deal().prospectId()).isEqualTo(id(21));
            assertThat(story.refusalOf(new Fact.ProspectMerged(id(22), Story.PROSPECT, id(23))))
                    .isEqualTo(new Conflict("The deal is of another prospect by now."));

            story.then(new Fact.ProspectUnmerged(id(20), Story.PROSPECT, id(21)));
            assertThat(story.deal().prospectId()).isEqualTo(Story.PROSPECT);
            assertThat(story.refusalOf(new Fact.ProspectUnmerged(id(20), Story.PROSPECT, id(21))))
                    .isInstanceOf(Conflict.class);
        }

        @Test
        void a_welcome_letter_that_is_out_fixes_no_value() {
            story.then(
                    new Fact.DocumentDrafted(LETTER, DocumentKind.WELCOME_LETTER),
                    new Fact.DocumentSent(LETTER, DocumentKind.WELCOME_LETTER, null),
                    new Fact.ValueChanged(null));

            assertThat(story.deal().value()).isNull();
        }
    }

    @Nested
    class Pre_qualification_and_qualification {

        @Test
        void submissions_are_counted_and_answers_replaced() {
            story.then(new Fact.SubmissionReceived(id(20), 2), new Fact.SubmissionReceived(id(21), 3));
            assertThat(story.deal().evidence().survey()).isEqualTo(new Survey(2, 3));

            story.then(new Fact.SurveyRecorded(1));
            assertThat(story.deal().evidence().survey()).isEqualTo(new Survey(2, 1));
        }

        @Test
        void the_last_assessment_counts() {
            story.then(
                    new Fact.AssessmentRecorded(Interest.STRONG, true, Fit.FIT),
                    new Fact.AssessmentRecorded(null, false, Fit.NO_FIT));

            assertThat(story.deal().evidence().assessment()).isEqualTo(new Assessment(null, false, Fit.NO_FIT));
        }

        @Test
        void the_topics_known_now_count() {
            story.then(
                    new Fact.QualificationRecorded(Set.of(QualificationTopic.PRODUCT_BACKGROUND)),
                    new Fact.QualificationRecorded(Set.of(QualificationTopic.TARGET_AUDIENCE)));

            assertThat(story.deal().evidence().qualification()).containsExactly(QualificationTopic.TARGET_AUDIENCE);
        }
    }

    @Nested
    class Relationship {

        @Test
        void a_question_is_open_until_it_is_answered() {
            story.then(new Fact.QuestionAsked(id(20)), new Fact.QuestionAsked(id(21)));
            assertThat(story.deal().evidence().contact().openQuestions()).containsExactly(id(20), id(21));

            story.then(new Fact.QuestionAnswered(id(20)));
            assertThat(story.deal().evidence().contact().openQuestions()).containsExactly(id(21));
        }

        @Test
        void a_question_is_answered_once() {
            story.then(new Fact.QuestionAsked(id(20)), new Fact.QuestionAnswered(id(20)));

            assertThat(story.refusalOf(new Fact.QuestionAnswered(id(20))))
                    .isEqualTo(new Conflict("The question has been answered already."));
        }

        @Test
        void a_message_waits_until_it_is_followed_up() {
            story.then(new Fact.MessageLeft(id(20)));
            assertThat(story.deal().evidence().contact().openMessages()).containsExactly(id(20));

            story.then(new Fact.MessageFollowedUp(id(20)));
            assertThat(story.deal().evidence().contact().openMessages()).isEmpty();
        }

        @Test
        void a_message_is_followed_up_once() {
            story.then(new Fact.MessageLeft(id(20)), new Fact.MessageFollowedUp(id(20)));

            assertThat(story.refusalOf(new Fact.MessageFollowedUp(id(20))))
                    .isEqualTo(new Conflict("The message has been followed up already."));
        }

        @Test
        void no_more_questions_are_open_at_a_time_than_people_can_handle() {
            story.then(many(number -> new Fact.QuestionAsked(id(1000 + number))));

            assertThat(story.refusalOf(new Fact.QuestionAsked(id(20)))).isInstanceOf(RuleViolated.class);
            story.then(new Fact.QuestionAnswered(id(1000)), new Fact.QuestionAsked(id(20)));
        }

        @Test
        void no_more_messages_wait_at_a_time_than_people_can_handle() {
            story.then(many(number -> new Fact.MessageLeft(id(1000 + number))));

            assertThat(story.refusalOf(new Fact.MessageLeft(id(20)))).isInstanceOf(RuleViolated.class);
            story.then(new Fact.MessageFollowedUp(id(1000)), new Fact.MessageLeft(id(20)));
        }
    }

    @Nested
    class Rule_5_discretion {

        @ParameterizedTest
        @EnumSource(Outcome.class)
        void an_activity_is_recorded_whatever_its_outcome(Outcome outcome) {
            story.then(activity("demo", outcome)).then(activity("demo", outcome));

            assertThat(story.deal().evidence().activities())
                    .containsExactly("demo", "demo:" + outcome.name().toLowerCase(Locale.ROOT));
        }

        @Test
        void activities_of_known_kinds_are_taken_in_any_number_but_new_kinds_only_up_to_a_bound() {
            for (int i = 0; i < Fact.MOST_KINDS; i++) {
                story.then(activity("kind-" + i, Outcome.NEUTRAL));
            }

            assertThat(story.refusalOf(activity("one-more", Outcome.NEUTRAL)))
                    .isEqualTo(new RuleViolated(5, "A deal takes at most 100 kinds of activities."));
            story.then(activity("kind-0", Outcome.NEUTRAL));
        }
    }

    @Nested
    class Documents {

        @Test
        void a_contract_is_drafted_sent_and_signed() {
            story.then(new Fact.DocumentDrafted(CONTRACT, DocumentKind.CONTRACT));
            assertThat(contract().status()).isEqualTo(DocumentStatus.DRAFTED);

            story.then(new Fact.DocumentSent(CONTRACT, DocumentKind.CONTRACT, null));
            assertThat(contract().status()).isEqualTo(DocumentStatus.SENT);

            story.then(new Fact.DocumentSigned(CONTRACT, DocumentKind.CONTRACT, null));
            assertThat(contract().status()).isEqualTo(DocumentStatus.SIGNED);
        }

        @Test
        void a_contract_may_be_signed_without_having_been_sent() {
            story.then(
                    new Fact.DocumentDrafted(CONTRACT, DocumentKind.CONTRACT),
                    new Fact.DocumentSigned(CONTRACT, DocumentKind.CONTRACT, null));

            assertThat(contract().status()).isEqualTo(DocumentStatus.SIGNED);
        }

        @Test
        void a_contract_is_signed_once_and_sent_no_more_after_that() {
            story.then(
                    new Fact.DocumentDrafted(CONTRACT, DocumentKind.CONTRACT),
                    new Fact.DocumentSigned(CONTRACT, DocumentKind.CONTRACT, null));

            assertThat(story.refusalOf(new Fact.DocumentSigned(CONTRACT, DocumentKind.CONTRACT, null)))
                    .isEqualTo(new Conflict("Only a contract that stands and is unsigned can be signed."));
            assertThat(story.refusalOf(new Fact.DocumentSent(CONTRACT, DocumentKind.CONTRACT, null)))
                    .isEqualTo(new Conflict("Only a drafted document can be sent."));
        }

        @Test
        void a_welcome_letter_cannot_be_signed() {
            story.then(new Fact.DocumentDrafted(LETTER, DocumentKind.WELCOME_LETTER));

            assertThat(story.refusalOf(new Fact.DocumentSigned(LETTER, DocumentKind.WELCOME_LETTER, null)))
                    .isEqualTo(new Conflict("Only a contract can be signed."));
        }

        @Test
        void a_welcome_letter_does_not_pass_for_a_contract() {
            story.then(new Fact.DocumentDrafted(LETTER, DocumentKind.WELCOME_LETTER));

            assertThat(story.refusalOf(new Fact.DocumentSent(LETTER, DocumentKind.CONTRACT, null)))
                    .isInstanceOf(Conflict.class);
            assertThat(story.refusalOf(new Fact.DocumentSigned(LETTER, DocumentKind.CONTRACT, null)))
                    .isInstanceOf(Conflict.class);
            assertThat(story.refusalOf(new Fact.DocumentVoided(LETTER, DocumentKind.CONTRACT)))
                    .isInstanceOf(Conflict.class);
        }

        @Test
        void a_voided_document_is_gone_for_good() {
            story.then(
                    new Fact.DocumentDrafted(CONTRACT, DocumentKind.CONTRACT),
                    new Fact.DocumentVoided(CONTRACT, DocumentKind.CONTRACT));

            assertThat(story.deal().evidence().papers().documents()).isEmpty();
            assertThat(story.refusalOf(new Fact.DocumentSigned(CONTRACT, DocumentKind.CONTRACT, null)))
                    .isInstanceOf(Conflict.class);
            assertThat(story.refusalOf(new Fact.DocumentVoided(CONTRACT, DocumentKind.CONTRACT)))
                    .isEqualTo(new Conflict("The document has been voided already."));
        }

        @Test
        void a_link_is_offered_to_a_document_that_stands_whatever_its_state() {
            Fact link = new Fact.DocumentLinkOffered(CONTRACT, DocumentKind.CONTRACT, id(20));
            assertThat(story.refusalOf(link)).isInstanceOf(Conflict.class);
            story.then(new Fact.DocumentDrafted(CONTRACT, DocumentKind.CONTRACT), link)
                    .then(new Fact.DocumentSent(CONTRACT, DocumentKind.CONTRACT, null), link)
                    .then(new Fact.DocumentSigned(CONTRACT, DocumentKind.CONTRACT, null), link);
            assertThat(contract().status()).isEqualTo(DocumentStatus.SIGNED);

            story.then(new Fact.DocumentVoided(CONTRACT, DocumentKind.CONTRACT));
            assertThat(story.refusalOf(link)).isEqualTo(new Conflict("The document has been voided."));
            story.then(new Fact.DocumentLinksRevoked(CONTRACT));
        }

        @Test
        void documents_are_bounded_in_number() {
            story.then(many(number -> new Fact.DocumentDrafted(id(1000 + number), DocumentKind.CONTRACT)));

            assertThat(story.refusalOf(new Fact.DocumentDrafted(CONTRACT, DocumentKind.CONTRACT)))
                    .isInstanceOf(RuleViolated.class);
        }

        private Document contract() {
            return story.deal().evidence().papers().documents().get(CONTRACT);
        }
    }

    @Nested
    class Negotiation {

        private final Story story = Story.proposal();
        private final Money offer = new Money(500_000, "EUR");

        @Test
        void an_accepted_proposal_sets_the_value() {
            story.then(new Fact.ProposalDrafted(PROPOSAL, offer), new Fact.ProposalSent(PROPOSAL, null))
                    .then(new Fact.ProposalAccepted(PROPOSAL, offer));

            assertThat(story.deal().value()).isEqualTo(offer);
            assertThat(proposals()).isEqualTo(Map.of(PROPOSAL, ProposalStatus.ACCEPTED));
        }

        @Test
        void an_accepted_proposal_without_an_amount_leaves_the_value() {
            story.then(new Fact.ProposalDrafted(PROPOSAL, null), new Fact.ProposalSent(PROPOSAL, null))
                    .then(new Fact.ProposalAccepted(PROPOSAL, null));

            assertThat(story.deal().value()).isEqualTo(VALUE);
        }

        @Test
        void with_a_contract_out_only_a_proposal_of_the_same_amount_can_be_accepted() {
            story.then(new Fact.ProposalDrafted(PROPOSAL, offer), new Fact.ProposalSent(PROPOSAL, null))
                    .then(new Fact.DocumentDrafted(CONTRACT, DocumentKind.CONTRACT))
                    .then(new Fact.DocumentSent(CONTRACT, DocumentKind.CONTRACT, null));

            assertThat(story.refusalOf(new Fact.ProposalAccepted(PROPOSAL, offer)))
                    .isInstanceOf(RuleViolated.class);
            story.then(new Fact.ProposalAccepted(PROPOSAL, VALUE));
        }

        @Test
        void a_declined_proposal_stands_no_more() {
            story.then(new Fact.ProposalDrafted(PROPOSAL, offer), new Fact.ProposalSent(PROPOSAL, null))
                    .then(new Fact.ProposalDeclined(PROPOSAL));

            assertThat(proposals()).isEmpty();
            assertThat(story.refusalOf(new Fact.ProposalAccepted(PROPOSAL, offer)))
                    .isEqualTo(new Conflict("Only a proposal that is out can be accepted."));
        }

        @Test
        void the_clients_counter_proposal_takes_the_place_of_ours_and_is_out() {
            story.then(new Fact.ProposalDrafted(PROPOSAL, offer), new Fact.ProposalSent(PROPOSAL, null))
                    .then(new Fact.ProposalCountered(PROPOSAL, id(20), new Money(1, "EUR"), null));

            assertThat(proposals()).isEqualTo(Map.of(id(20), ProposalStatus.SENT));
        }

        @Test
        void only_a_draft_can_be_sent_and_only_what_is_out_can_be_answered() {
            story.then(new Fact.ProposalDrafted(PROPOSAL, offer));
            for (Fact answer : List.of(
                    new Fact.ProposalAccepted(PROPOSAL, offer),
                    new Fact.ProposalDeclined(PROPOSAL),
                    new Fact.ProposalCountered(PROPOSAL, id(20), offer, null))) {
                assertThat(story.refusalOf(answer)).isInstanceOf(Conflict.class);
            }

            story.then(new Fact.ProposalSent(PROPOSAL, null));
            assertThat(story.refusalOf(new Fact.ProposalSent(PROPOSAL, null)))
                    .isEqualTo(new Conflict("Only a drafted proposal can be sent."));
        }

        @Test
        void proposals_are_bounded_in_number() {
            story.then(many(number -> new Fact.ProposalDrafted(id(1000 + number), offer)));

            assertThat(story.refusalOf(new Fact.ProposalDrafted(PROPOSAL, offer)))
                    .isInstanceOf(RuleViolated.class);
        }

        private Map<?, ProposalStatus> proposals() {
            return story.deal().evidence().papers().proposals();
        }
    }

    @Nested
    class After_closing {

        /** Conversation goes on after closing, and money comes in; evidence and terms are over (rules 6 and 7). */
        private static final Set<Class<?>> GO_ON = Set.of(
                Fact.OwnerAssigned.class,
                Fact.QuestionAsked.class,
                Fact.QuestionAnswered.class,
                Fact.MessageLinkOffered.class,
                Fact.MessageLinksRevoked.class,
                Fact.ProspectErased.class,
                Fact.ProspectMerged.class,
                Fact.ProspectUnmerged.class,
                Fact.MessageLeft.class,
                Fact.MessageFollowedUp.class,
                Fact.ActivityRecorded.class,
                Fact.DocumentLinkOffered.class,
                Fact.DocumentLinksRevoked.class,
                Fact.PaymentReceived.class,
                Fact.PaymentRefunded.class,
                Fact.PaymentReversed.class,
                Fact.PaymentPlanned.class);

        static List<Fact> facts() {
            return List.of(
                    new Fact.OwnerAssigned(null),
                    new Fact.ValueChanged(null),
                    new Fact.OfferingSelected(null),
                    new Fact.CustomFieldsChanged(Set.of()),
                    new Fact.SubmissionReceived(id(20), 1),
                    new Fact.SurveyRecorded(1),
                    new Fact.AssessmentRecorded(null, false, Fit.UNKNOWN),
                    new Fact.QualificationRecorded(Set.of()),
                    new Fact.GreetingGiven(id(20), Fact.Greeter.SALESPERSON),
                    new Fact.QuestionAsked(id(20)),
                    new Fact.QuestionAnswered(id(31)),
                    new Fact.MessageLinkOffered(id(20)),
                    new Fact.MessageLinksRevoked(),
                    new Fact.ProspectErased(),
                    new Fact.ProspectMerged(id(20), Story.PROSPECT, id(21)),
                    new Fact.ProspectUnmerged(id(20), id(21), Story.PROSPECT),
                    new Fact.MessageLeft(id(20)),
                    new Fact.MessageFollowedUp(id(32)),
                    activity("call", Outcome.POSITIVE),
                    new Fact.ApprovalRequested(id(20), ASKING, Story.START, VALUE),
                    new Fact.ApprovalGranted(id(20), ASKING, VALUE),
                    new Fact.ApprovalRefused(id(20), ASKING, VALUE),
                    new Fact.DocumentDrafted(id(20), DocumentKind.CONTRACT),
                    new Fact.DocumentSent(LETTER, DocumentKind.WELCOME_LETTER, null),
                    new Fact.DocumentSigned(CONTRACT, DocumentKind.CONTRACT, null),
                    new Fact.DocumentVoided(CONTRACT, DocumentKind.CONTRACT),
                    new Fact.DocumentLinkOffered(CONTRACT, DocumentKind.CONTRACT, id(20)),
                    new Fact.DocumentLinksRevoked(CONTRACT),
                    new Fact.ProposalDrafted(id(20), VALUE),
                    new Fact.ProposalSent(PROPOSAL, null),
                    new Fact.ProposalAccepted(PROPOSAL, VALUE),
                    new Fact.ProposalDeclined(PROPOSAL),
                    new Fact.ProposalCountered(PROPOSAL, id(20), VALUE, null),
                    new Fact.PaymentReceived(id(20), VALUE),
                    new Fact.PaymentRefunded(id(20), id(33), VALUE, VALUE.amount()),
                    new Fact.PaymentReversed(id(20), id(33), VALUE),
                    new Fact.PaymentPlanned(2, VALUE));
        }

        @ParameterizedTest
        @MethodSource("facts")
        void a_won_deal_takes_conversation_and_money_and_nothing_else(Fact fact) {
            story.won()
                    .then(
                            new Fact.QuestionAsked(id(31)),
                            new Fact.MessageLeft(id(32)),
                            new Fact.PaymentReceived(id(33), VALUE));

            if (GO_ON.contains(fact.getClass())) {
                story.then(fact);
            } else {
                assertThat(story.refusalOf(fact)).isEqualTo(new DealClosed(DealStatus.WON));
            }
            assertThat(story.deal().status()).isEqualTo(DealStatus.WON);
        }

        @ParameterizedTest
        @MethodSource("facts")
        void a_lost_deal_takes_conversation_and_nothing_else(Fact fact) {
            story.then(
                            new Fact.QuestionAsked(id(31)),
                            new Fact.MessageLeft(id(32)),
                            new Fact.DocumentDrafted(CONTRACT, DocumentKind.CONTRACT))
                    .then(TransitionType.LOSE);

            if (fact instanceof Fact.PaymentReceived
                    || fact instanceof Fact.PaymentRefunded
                    || fact instanceof Fact.PaymentReversed) {
                assertThat(story.refusalOf(fact)).isInstanceOf(RuleViolated.class);
            } else if (fact instanceof Fact.PaymentPlanned) {
                assertThat(story.refusalOf(fact)).isEqualTo(new DealClosed(DealStatus.LOST));
            } else if (GO_ON.contains(fact.getClass())) {
                story.then(fact);
            } else {
                assertThat(story.refusalOf(fact)).isEqualTo(new DealClosed(DealStatus.LOST));
            }
        }

        @Test
        void every_fact_there_is_has_been_tried() {
            Set<Class<?>> tried = new HashSet<>();
            facts().forEach(fact -> tried.add(fact.getClass()));

            assertThat(tried).isEqualTo(Set.of(Fact.class.getPermittedSubclasses()));
        }
    }

    @Nested
    class Several_facts_of_one_command {

        @Test
        void are_judged_one_after_the_other() {
            story.then(new Fact.QuestionAsked(id(20)), new Fact.QuestionAnswered(id(20)));

            assertThat(story.history()).hasSize(3);
        }

        @Test
        void are_all_refused_with_one() {
            assertThat(story.refusalOf(new Fact.SurveyRecorded(1), new Fact.QuestionAnswered(id(20))))
                    .isEqualTo(new Conflict("The question has been answered already."));
        }
    }

    private static Fact activity(String kind, Outcome outcome) {
        return new Fact.ActivityRecorded(id(40), kind, outcome, Story.START);
    }

    private static Fact[] many(IntFunction<Fact> fact) {
        return IntStream.range(0, Fact.MOST_OPEN).mapToObj(fact).toArray(Fact[]::new);
    }
}
