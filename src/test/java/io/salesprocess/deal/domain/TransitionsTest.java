package io.salesprocess.deal.domain;

import static io.salesprocess.deal.domain.Story.id;
import static io.salesprocess.deal.domain.TransitionType.ADVANCE;
import static io.salesprocess.deal.domain.TransitionType.FALL_SHORT;
import static io.salesprocess.deal.domain.TransitionType.LOSE;
import static io.salesprocess.deal.domain.TransitionType.REOPEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.salesprocess.deal.domain.DealCommand.Transition;
import io.salesprocess.deal.domain.Refusal.CriteriaUnmet;
import io.salesprocess.deal.domain.Refusal.DealClosed;
import io.salesprocess.deal.domain.Refusal.OutOfOrder;
import io.salesprocess.deal.domain.Refusal.ReasonMissing;
import io.salesprocess.deal.domain.Refusal.TransitionNotAllowed;
import io.salesprocess.deal.domain.SalesProcess.Option;
import io.salesprocess.pipeline.domain.Action;
import io.salesprocess.pipeline.domain.Assessment.Fit;
import io.salesprocess.pipeline.domain.Assessment.Interest;
import io.salesprocess.pipeline.domain.Criteria;
import io.salesprocess.pipeline.domain.Papers.DocumentKind;
import io.salesprocess.pipeline.domain.Pipeline;
import io.salesprocess.pipeline.domain.Pipelines;
import io.salesprocess.pipeline.domain.QualificationTopic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class TransitionsTest {

    private final Story story = Story.standard();

    @Nested
    class Rule_1_order {

        @Test
        void a_deal_opens_at_the_first_attempt_of_the_first_stage() {
            Deal deal = story.deal();

            assertThat(deal.stage()).isEqualTo("pre-qualification");
            assertThat(deal.attempt()).isEqualTo(1);
            assertThat(deal.status()).isEqualTo(DealStatus.OPEN);
            assertThat(deal.openedAt()).isEqualTo(Story.START);
            assertThat(deal.visits()).containsExactly(new StageVisit("pre-qualification", Story.START, null, 1));
        }

        @Test
        void what_a_deal_is_opened_with_is_known_of_it() {
            Pipeline pipeline = Pipelines.standard();
            DealEvent.DealOpened opened =
                    SalesProcess.open(pipeline, Story.PROSPECT, Story.OFFERING, Story.OWNER, Story.VALUE, Story.START);
            Deal deal = SalesProcess.opened(Story.DEAL, pipeline.ref(), opened, Story.START);

            assertThat(deal.id()).isEqualTo(Story.DEAL);
            assertThat(deal.pipeline()).isEqualTo(pipeline.ref());
            assertThat(deal.prospectId()).isEqualTo(Story.PROSPECT);
            assertThat(deal.offeringId()).isEqualTo(Story.OFFERING);
            assertThat(deal.ownerId()).isEqualTo(Story.OWNER);
            assertThat(deal.value()).isEqualTo(Story.VALUE);
        }

        @Test
        void the_standard_pipeline_is_gone_through_stage_by_stage() {
            assertThat(story.won().deal().visits())
                    .extracting(StageVisit::stage)
                    .containsExactly("pre-qualification", "qualification", "relationship", "conversion");
        }

        @Test
        void the_proposal_pipeline_is_gone_through_stage_by_stage() {
            assertThat(Story.proposal().won().deal().visits())
                    .extracting(StageVisit::stage)
                    .containsExactly("pre-qualification", "selection", "qualification", "negotiation");
        }

        @Test
        void no_stage_is_skipped_even_when_the_criteria_of_all_are_met() {
            for (String stage : List.of("pre-qualification", "qualification", "relationship", "conversion")) {
                story.then(Story.enoughFor(stage).toArray(Fact[]::new));
            }

            story.then(ADVANCE);

            assertThat(story.last())
                    .isEqualTo(new DealEvent.DealAdvanced(
                            "pre-qualification", "qualification", story.now().plus(Duration.ofDays(14))));
            assertThat(story.deal().stage()).isEqualTo("qualification");
        }

        @ParameterizedTest
        @EnumSource(value = TransitionType.class, mode = Mode.EXCLUDE, names = "REOPEN")
        void a_caller_who_believes_the_deal_elsewhere_is_refused(TransitionType type) {
            story.upTo("qualification");

            assertThat(story.refusalOf(new Transition(type, "relationship", "a reason")))
                    .isEqualTo(new OutOfOrder("relationship", "qualification"));
            assertThat(story.refusalOf(new Transition(type, null, "a reason")))
                    .isEqualTo(new OutOfOrder(null, "qualification"));
        }

        @Test
        void of_two_callers_who_advance_from_the_same_stage_one_moves_the_deal() {
            Transition advance = new Transition(ADVANCE, "pre-qualification", null);
            story.stageDone().then(advance);

            assertThat(story.refusalOf(advance)).isEqualTo(new OutOfOrder("pre-qualification", "qualification"));
        }

        @Test
        void the_believed_stage_is_checked_before_reason_and_criteria() {
            assertThat(story.refusalOf(new Transition(ADVANCE, "conversion", null)))
                    .isInstanceOf(OutOfOrder.class);
            assertThat(story.refusalOf(new Transition(LOSE, "conversion", null)))
                    .isInstanceOf(OutOfOrder.class);
        }

        @Test
        void a_stage_entered_is_due_after_its_target_duration_and_the_one_before_is_left() {
            story.upTo("qualification");

            assertThat(story.deal().stageEnteredAt()).isEqualTo(story.now());
            assertThat(story.deal().dueAt()).isEqualTo(story.now().plus(Duration.ofDays(14)));
            assertThat(story.deal().visits())
                    .containsExactly(
                            new StageVisit("pre-qualification", Story.START, story.now(), 1),
                            new StageVisit("qualification", story.now(), null, 1));
        }

        @Test
        void a_deal_is_overdue_only_after_its_due_date() {
            Instant due = Story.START.plus(Duration.ofDays(7));

            assertThat(story.deal().dueAt()).isEqualTo(due);
            assertThat(story.deal().isOverdue(due)).isFalse();
            assertThat(story.deal().isOverdue(due.plusMillis(1))).isTrue();
        }
    }

    @Nested
    class Rule_2_exit_criteria {

        @Test
        void advance_names_every_unmet_criterion_not_only_the_first() {
            assertThat(unmetByAdvance())
                    .containsExactly(
                            "pre-qualification/submission-received",
                            "pre-qualification/survey-started",
                            "pre-qualification/interest-strong",
                            "pre-qualification/trust-established",
                            "pre-qualification/fit-confirmed");
        }

        @Test
        void a_criterion_that_is_met_is_not_named() {
            story.then(
                    new Fact.SubmissionReceived(id(20), 1), new Fact.AssessmentRecorded(Interest.SOME, true, Fit.FIT));

            assertThat(unmetByAdvance()).containsExactly("pre-qualification/interest-strong");
        }

        @Test
        void a_refusal_says_what_is_missing_and_what_to_do() {
            story.upTo("qualification")
                    .then(new Fact.QualificationRecorded(Set.of(
                            QualificationTopic.PRODUCT_BACKGROUND,
                            QualificationTopic.PRODUCT_HISTORY,
                            QualificationTopic.POSSIBLE_ISSUES)));

            assertThat(story.refusalOf(ADVANCE))
                    .isEqualTo(new CriteriaUnmet(List.of(new Refusal.Unmet(
                            Criteria.of("target-audience-recorded"),
                            "qualification",
                            "The target audience has not been recorded.",
                            new Action(Action.Kind.RECORD_QUALIFICATION, null, "targetAudience")))));
        }

        @Test
        void criteria_of_later_stages_are_not_asked_for() {
            story.stageDone();

            assertThat(unmetByAdvance()).isEmpty();
        }

        @Test
        void a_stage_without_criteria_can_be_left_at_once() {
            Story free = Story.in(Pipelines.pipeline("free", Pipelines.stage("only", 1)));

            assertThat(free.then(ADVANCE).deal().status()).isEqualTo(DealStatus.WON);
        }

        @ParameterizedTest
        @EnumSource(
                value = TransitionType.class,
                names = {"FALL_SHORT", "LOSE"})
        void falling_short_and_losing_need_no_criteria(TransitionType type) {
            assertThat(story.then(type).history()).hasSize(2);
        }
    }

    @Nested
    class Rule_3_the_whole_counts {

        @Test
        void a_fit_withdrawn_blocks_the_deal_wherever_it_stands() {
            story.upTo("conversion").stageDone().then(new Fact.AssessmentRecorded(Interest.STRONG, true, Fit.NO_FIT));

            assertThat(unmetByAdvance()).containsExactly("pre-qualification/fit-confirmed");
        }

        @Test
        void a_question_left_open_blocks_the_deal_in_a_later_stage_until_it_is_answered() {
            story.upTo("conversion").stageDone().then(new Fact.QuestionAsked(id(20)));
            assertThat(unmetByAdvance()).containsExactly("relationship/questions-answered");

            story.then(new Fact.QuestionAnswered(id(20)));
            assertThat(unmetByAdvance()).isEmpty();
        }

        @Test
        void a_contract_voided_blocks_the_deal() {
            story.upTo("conversion").stageDone().then(new Fact.DocumentVoided(Story.CONTRACT, DocumentKind.CONTRACT));

            assertThat(unmetByAdvance()).containsExactly("conversion/contract-signed");
        }

        @Test
        void criteria_of_earlier_stages_are_named_together_with_those_of_the_current_one_in_the_pipelines_order() {
            story.upTo("conversion")
                    .then(
                            new Fact.MessageLeft(id(20)),
                            new Fact.AssessmentRecorded(Interest.NONE, true, Fit.FIT),
                            new Fact.QualificationRecorded(Set.of()));

            assertThat(unmetByAdvance())
                    .containsExactly(
                            "pre-qualification/interest-strong",
                            "qualification/product-background-recorded",
                            "qualification/product-history-recorded",
                            "qualification/target-audience-recorded",
                            "qualification/possible-issues-recorded",
                            "relationship/messages-followed-up",
                            "conversion/welcome-letter-sent",
                            "conversion/contract-signed");
        }
    }

    @Nested
    class Rule_4_falling_short {

        @Test
        void the_deal_stays_in_its_stage_and_the_next_attempt_begins() {
            Instant entered = story.upTo("qualification").now();
            story.then(FALL_SHORT);

            Instant due = story.now().plus(Duration.ofDays(14));
            assertThat(story.last()).isEqualTo(new DealEvent.DealFellShort(2, due));
            assertThat(story.deal().stage()).isEqualTo("qualification");
            assertThat(story.deal().attempt()).isEqualTo(2);
            assertThat(story.deal().status()).isEqualTo(DealStatus.OPEN);
            assertThat(story.deal().dueAt()).isEqualTo(due);
            assertThat(story.deal().stageEnteredAt()).isEqualTo(entered);
            assertThat(story.deal().visits()).last().isEqualTo(new StageVisit("qualification", entered, null, 2));
        }

        @Test
        void each_time_counts() {
            story.then(FALL_SHORT).then(FALL_SHORT).then(FALL_SHORT);

            assertThat(story.deal().attempt()).isEqualTo(4);
        }

        @Test
        void what_was_recorded_is_kept_for_the_next_attempt() {
            story.stageDone().then(FALL_SHORT);

            assertThat(unmetByAdvance()).isEmpty();
        }

        @Test
        void the_next_stage_begins_with_attempt_1_and_the_number_of_attempts_at_the_last_is_kept() {
            story.then(FALL_SHORT).upTo("qualification");

            assertThat(story.deal().attempt()).isEqualTo(1);
            assertThat(story.deal().visits()).extracting(StageVisit::attempts).containsExactly(2, 1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "\t\n"})
        void needs_a_reason(String blank) {
            assertThat(story.refusalOf(new Transition(FALL_SHORT, "pre-qualification", blank)))
                    .isEqualTo(new ReasonMissing(FALL_SHORT));
            assertThat(story.refusalOf(new Transition(FALL_SHORT, "pre-qualification", null)))
                    .isEqualTo(new ReasonMissing(FALL_SHORT));
        }
    }

    @Nested
    class Rule_6_closing {

        @Test
        void advance_out_of_the_last_stage_wins_the_deal() {
            story.won();

            assertThat(story.last()).isEqualTo(new DealEvent.DealWon("conversion"));
            assertThat(story.deal().status()).isEqualTo(DealStatus.WON);
            assertThat(story.deal().stage()).isEqualTo("conversion");
            assertThat(story.deal().closedAt()).isEqualTo(story.now());
            assertThat(story.deal().visits())
                    .last()
                    .extracting(StageVisit::leftAt)
                    .isEqualTo(story.now());
        }

        @Test
        void a_closed_deal_is_due_no_more() {
            story.then(LOSE);

            assertThat(story.deal().dueAt()).isNull();
            assertThat(story.deal().isOverdue(Instant.MAX)).isFalse();
        }

        @ParameterizedTest
        @ValueSource(strings = {"pre-qualification", "qualification", "relationship", "conversion"})
        void a_deal_can_be_lost_in_any_stage_and_keeps_it(String stage) {
            story.upTo(stage).then(LOSE);

            assertThat(story.last()).isEqualTo(new DealEvent.DealLost(stage));
            assertThat(story.deal().status()).isEqualTo(DealStatus.LOST);
            assertThat(story.deal().stage()).isEqualTo(stage);
            assertThat(story.deal().closedAt()).isEqualTo(story.now());
        }

        @Test
        void a_lost_deal_is_reopened_where_it_stood_with_the_next_attempt() {
            Instant entered = story.upTo("relationship").now();
            story.then(FALL_SHORT).then(LOSE).then(REOPEN);

            Instant due = story.now().plus(Duration.ofDays(14));
            assertThat(story.last()).isEqualTo(new DealEvent.DealReopened("relationship", 3, due));
            assertThat(story.deal().status()).isEqualTo(DealStatus.OPEN);
            assertThat(story.deal().stage()).isEqualTo("relationship");
            assertThat(story.deal().attempt()).isEqualTo(3);
            assertThat(story.deal().closedAt()).isNull();
            assertThat(story.deal().dueAt()).isEqualTo(due);
            assertThat(story.deal().visits())
                    .hasSize(3)
                    .last()
                    .isEqualTo(new StageVisit("relationship", entered, null, 3));
        }

        @Test
        void a_reopened_deal_can_still_be_won() {
            story.then(LOSE).then(REOPEN);

            assertThat(story.won().deal().status()).isEqualTo(DealStatus.WON);
        }

        @Test
        void a_lost_deal_is_reopened_from_its_own_stage_only() {
            story.upTo("qualification").then(LOSE);

            assertThat(story.refusalOf(new Transition(REOPEN, "pre-qualification", "a reason")))
                    .isEqualTo(new OutOfOrder("pre-qualification", "qualification"));
        }

        @Test
        void losing_and_reopening_need_a_reason() {
            assertThat(story.refusalOf(new Transition(LOSE, "pre-qualification", " ")))
                    .isEqualTo(new ReasonMissing(LOSE));
            story.then(LOSE);
            assertThat(story.refusalOf(new Transition(REOPEN, "pre-qualification", null)))
                    .isEqualTo(new ReasonMissing(REOPEN));
        }

        @Test
        void advancing_needs_no_reason() {
            story.stageDone().then(new Transition(ADVANCE, "pre-qualification", null));

            assertThat(story.deal().stage()).isEqualTo("qualification");
        }

        @ParameterizedTest
        @EnumSource(TransitionType.class)
        void a_won_deal_is_final(TransitionType type) {
            story.won();

            assertThat(story.refusalOf(type)).isEqualTo(new DealClosed(DealStatus.WON));
            assertThat(story.refusalOf(new Transition(type, "qualification", null)))
                    .isEqualTo(new DealClosed(DealStatus.WON));
        }

        @ParameterizedTest
        @EnumSource(value = TransitionType.class, mode = Mode.EXCLUDE, names = "REOPEN")
        void a_lost_deal_can_only_be_reopened(TransitionType type) {
            story.then(LOSE);

            assertThat(story.refusalOf(type)).isEqualTo(new DealClosed(DealStatus.LOST));
        }

        @Test
        void an_open_deal_cannot_be_reopened() {
            assertThat(story.refusalOf(REOPEN)).isEqualTo(new TransitionNotAllowed(REOPEN, DealStatus.OPEN));
        }
    }

    @Nested
    class Rule_8_history {

        @Test
        void the_state_is_the_fold_of_the_history() {
            story.then(FALL_SHORT)
                    .upTo("relationship")
                    .then(LOSE)
                    .then(REOPEN)
                    .won()
                    .then(new Fact.PaymentReceived(id(20), new Money(1, "EUR")));

            assertThat(SalesProcess.fold(Story.DEAL, story.pipeline().ref(), story.history()))
                    .isEqualTo(story.deal());
        }

        @Test
        void the_sequence_counts_the_events_without_gaps() {
            assertThat(story.deal().sequence()).isEqualTo(1);

            story.stageDone();
            assertThat(story.deal().sequence())
                    .isEqualTo(3)
                    .isEqualTo(story.history().size());

            story.then(ADVANCE);
            assertThat(story.deal().sequence()).isEqualTo(4);
        }

        @Test
        void a_step_says_what_was_left_and_what_was_entered_where_stage_or_status_changed() {
            Instant due = Story.START;

            assertThat(leftAndEntered(new DealEvent.DealAdvanced("one", "two", due)))
                    .containsExactly("one", "two");
            assertThat(leftAndEntered(new DealEvent.DealWon("two"))).containsExactly("two", "won");
            assertThat(leftAndEntered(new DealEvent.DealLost("one"))).containsExactly("one", "lost");
            assertThat(leftAndEntered(new DealEvent.DealReopened("one", 2, due)))
                    .containsExactly("lost", "one");
            assertThat(leftAndEntered(new DealEvent.DealFellShort(2, due))).isEmpty();
        }

        @Test
        void a_command_that_would_record_nothing_cannot_be_made() {
            assertThatIllegalArgumentException().isThrownBy(DealCommand.Record::of);
        }

        @Test
        void what_has_happened_cannot_be_changed() {
            List<Fact> facts = new ArrayList<>(List.of(new Fact.SurveyRecorded(1)));
            Decision.Accepted accepted = (Decision.Accepted) story.decide(DealCommand.Record.of(facts));
            facts.clear();

            assertThat(accepted.events()).hasSize(1);
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> accepted.events().clear());
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> new Fact.CustomFieldsChanged(Set.of("budget"))
                            .present()
                            .clear());
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() ->
                            new Fact.QualificationRecorded(Set.of()).known().add(QualificationTopic.PRODUCT_HISTORY));
        }

        private static List<String> leftAndEntered(DealEvent.Step step) {
            List<String> names = new ArrayList<>();
            step.left().ifPresent(names::add);
            step.entered().ifPresent(names::add);
            return names;
        }
    }

    @Nested
    class What_can_happen_now {

        @Test
        void an_open_deal_can_advance_fall_short_or_be_lost() {
            assertThat(options())
                    .containsExactly("ADVANCE to qualification", "FALL_SHORT to pre-qualification", "LOSE to lost");
        }

        @Test
        void in_the_last_stage_advance_leads_to_won() {
            story.upTo("conversion");

            assertThat(options()).containsExactly("ADVANCE to won", "FALL_SHORT to conversion", "LOSE to lost");
        }

        @Test
        void a_lost_deal_can_be_reopened_in_its_stage() {
            story.upTo("qualification").then(LOSE);

            assertThat(options()).containsExactly("REOPEN to qualification");
        }

        @Test
        void nothing_can_happen_to_a_won_deal() {
            story.won();

            assertThat(options()).isEmpty();
        }

        @Test
        void what_advance_lacks_is_told_before_it_is_tried() {
            Option advance =
                    SalesProcess.options(story.pipeline(), story.deal()).get(0);
            assertThat(advance.allowed()).isFalse();
            assertThat(new CriteriaUnmet(advance.unmet())).isEqualTo(story.refusalOf(ADVANCE));

            story.stageDone();
            assertThat(SalesProcess.options(story.pipeline(), story.deal())).allMatch(Option::allowed);
        }

        private List<String> options() {
            return SalesProcess.options(story.pipeline(), story.deal()).stream()
                    .map(option -> option.type() + " to " + option.to())
                    .toList();
        }
    }

    private List<String> unmetByAdvance() {
        return SalesProcess.unmet(story.pipeline(), story.deal()).isEmpty()
                ? List.of()
                : ((CriteriaUnmet) story.refusalOf(ADVANCE))
                        .unmet().stream()
                                .map(unmet ->
                                        unmet.stage() + "/" + unmet.criterion().type())
                                .toList();
    }
}
