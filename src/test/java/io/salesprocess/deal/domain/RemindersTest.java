package io.salesprocess.deal.domain;

import static io.salesprocess.deal.domain.Story.id;
import static io.salesprocess.pipeline.domain.Pipelines.pipeline;
import static io.salesprocess.pipeline.domain.Pipelines.stage;
import static org.assertj.core.api.Assertions.assertThat;

import io.salesprocess.deal.domain.DealCommand.Migrate;
import io.salesprocess.deal.domain.DealCommand.Remind;
import io.salesprocess.deal.domain.Reminder.ApprovalWaiting;
import io.salesprocess.deal.domain.Reminder.MessageUnanswered;
import io.salesprocess.deal.domain.Reminder.PaymentOverdue;
import io.salesprocess.deal.domain.Reminder.ProposalExpired;
import io.salesprocess.deal.domain.Reminder.QuestionUnanswered;
import io.salesprocess.deal.domain.Reminder.StageOverdue;
import io.salesprocess.pipeline.domain.Approvals.Participant;
import io.salesprocess.pipeline.domain.ExitCriterion;
import io.salesprocess.pipeline.domain.Pipeline;
import io.salesprocess.pipeline.domain.PipelineRef;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is late is told once, as long as it stands. */
class RemindersTest {

    private static final Instant DUE = Story.START.minusSeconds(1);
    private static final Participant ADA = new Participant("ada", null, Set.of("manager"));
    private static final Participant BOB = new Participant("bob", null, Set.of("manager"));

    @Nested
    class StagesThatTakeTooLong {

        private final Story story = Story.in(pipeline("short", stage("first", 1), stage("second", 1)));

        @Test
        void an_attempt_is_overdue_once_its_time_has_passed_and_not_before() {
            Instant due = story.deal().dueAt();
            Remind remind = new Remind(List.of(new StageOverdue(due)));

            assertThat(SalesProcess.decide(story.pipeline(), story.deal(), remind, due))
                    .isInstanceOf(Decision.Refused.class);
            assertThat(SalesProcess.decide(story.pipeline(), story.deal(), remind, due.plusNanos(1000)))
                    .isEqualTo(new Decision.Accepted(List.of(new StageOverdue(due))));
        }

        @Test
        void it_is_told_once() {
            tellThatItIsOverdue();

            isNotTold(story, new StageOverdue(story.deal().dueAt()));
        }

        @Test
        void telling_changes_nothing_else() {
            pass(Duration.ofHours(29));
            Deal before = story.deal();
            story.then(new Remind(List.of(new StageOverdue(before.dueAt()))));

            assertThat(story.deal())
                    .isEqualTo(before.with(Told.NONE.withStage(before.dueAt())).withSequence(before.sequence() + 1));
        }

        @Test
        void the_next_attempt_is_told_again_when_it_takes_too_long() {
            tellThatItIsOverdue();
            story.then(TransitionType.FALL_SHORT);
            assertThat(story.deal().told()).isEqualTo(Told.NONE);

            tellThatItIsOverdue();
            story.then(TransitionType.LOSE).then(TransitionType.REOPEN);
            tellThatItIsOverdue();
        }

        @Test
        void the_next_stage_is_told_again_when_it_takes_too_long() {
            tellThatItIsOverdue();
            story.then(TransitionType.ADVANCE);

            tellThatItIsOverdue();
        }

        @Test
        void another_due_date_is_none_of_this_attempt() {
            pass(Duration.ofDays(2));

            isNotTold(story, new StageOverdue(DUE));
        }

        @Test
        void a_deal_that_is_closed_is_not_told() {
            Instant due = story.deal().dueAt();
            pass(Duration.ofDays(2));
            story.then(TransitionType.LOSE);

            isNotTold(story, new StageOverdue(due));
        }

        @Test
        void a_deal_that_has_moved_to_another_version_is_told_again_only_if_its_due_date_is_another() {
            tellThatItIsOverdue();
            Deal told = story.deal();
            story.then(new Migrate(1, version(2, 1), Map.of()));
            assertThat(story.deal().told()).isEqualTo(told.told());

            story.then(new Migrate(2, version(3, 2), Map.of()));
            assertThat(story.deal().told()).isEqualTo(Told.NONE);
        }

        private Pipeline version(int version, int days) {
            return new Pipeline(
                    new PipelineRef("short", version), "Short", List.of(stage("first", days), stage("second", days)));
        }

        /** Things go on for more than a day, and then it is told. */
        private void tellThatItIsOverdue() {
            pass(Duration.ofHours(29));
            story.then(new Remind(List.of(new StageOverdue(story.deal().dueAt()))));
        }

        private void pass(Duration time) {
            for (int hours = 0; hours < time.toHours(); hours++) {
                story.then(new Fact.SurveyRecorded(hours));
            }
        }
    }

    @Nested
    class QuestionsAndMessages {

        private final Story story =
                Story.standard().then(new Fact.QuestionAsked(id(20))).then(new Fact.MessageLeft(id(21)));

        @Test
        void each_is_told_once_as_long_as_it_waits() {
            story.then(new Remind(List.of(new QuestionUnanswered(id(20), DUE), new MessageUnanswered(id(21), DUE))));

            assertThat(story.deal().told().waiting()).containsExactly(id(20), id(21));
            isNotTold(story, new QuestionUnanswered(id(20), DUE));
            isNotTold(story, new MessageUnanswered(id(21), DUE));
        }

        @Test
        void one_that_was_answered_at_the_last_second_is_not_told() {
            story.then(new Fact.QuestionAnswered(id(20)), new Fact.MessageFollowedUp(id(21)));

            isNotTold(story, new QuestionUnanswered(id(20), DUE));
            isNotTold(story, new MessageUnanswered(id(21), DUE));
        }

        @Test
        void what_holds_is_told_although_something_else_does_not() {
            story.then(new Fact.QuestionAnswered(id(20)));
            story.then(new Remind(List.of(
                    new QuestionUnanswered(id(20), DUE),
                    new MessageUnanswered(id(21), DUE),
                    new MessageUnanswered(id(21), DUE))));

            assertThat(story.last()).isEqualTo(new MessageUnanswered(id(21), DUE));
            assertThat(story.deal().told().waiting()).containsExactly(id(21));
        }

        @Test
        void an_answer_takes_the_mark_away() {
            story.then(new Remind(List.of(new QuestionUnanswered(id(20), DUE))));
            story.then(new Fact.QuestionAnswered(id(20)));

            assertThat(story.deal().told()).isEqualTo(Told.NONE);
        }

        @Test
        void a_closed_deal_is_not_told_and_after_reopening_it_is() {
            story.then(TransitionType.LOSE);
            isNotTold(story, new QuestionUnanswered(id(20), DUE));
            isNotTold(story, new MessageUnanswered(id(21), DUE));

            story.then(TransitionType.REOPEN).then(new Remind(List.of(new QuestionUnanswered(id(20), DUE))));
            story.then(TransitionType.LOSE).then(TransitionType.REOPEN);
            isNotTold(story, new QuestionUnanswered(id(20), DUE));
        }

        @Test
        void nobody_can_record_a_reminder_as_a_fact() {
            assertThat(Reminder.class.getPermittedSubclasses())
                    .noneMatch(type -> Fact.class.isAssignableFrom(type))
                    .hasSize(6);
        }
    }

    @Nested
    class Proposals {

        private final Story story = Story.proposal().then(new Fact.ProposalDrafted(id(30), Story.VALUE));

        @Test
        void one_that_is_out_has_expired_once() {
            story.then(new Fact.ProposalSent(id(30), null));
            story.then(new Remind(List.of(new ProposalExpired(id(30), DUE))));

            assertThat(story.deal().told().waiting()).containsExactly(id(30));
            isNotTold(story, new ProposalExpired(id(30), DUE));
        }

        @Test
        void a_draft_and_one_that_was_decided_about_do_not_expire() {
            isNotTold(story, new ProposalExpired(id(30), DUE));

            story.then(new Fact.ProposalSent(id(30), null)).then(new Fact.ProposalAccepted(id(30), Story.VALUE));
            isNotTold(story, new ProposalExpired(id(30), DUE));
        }
    }

    @Nested
    class Instalments {

        private final Story story = Story.standard().upTo("conversion");

        @Test
        void each_of_a_won_deal_is_told_once() {
            story.stageDone().then(TransitionType.ADVANCE);
            story.then(new Remind(List.of(instalment(1), instalment(2))));

            assertThat(story.deal().told().instalments()).containsExactly(1, 2);
            isNotTold(story, instalment(1));
        }

        @Test
        void another_plan_begins_anew() {
            story.stageDone().then(TransitionType.ADVANCE).then(new Remind(List.of(instalment(1))));
            story.then(new Fact.PaymentPlanned(2, Story.VALUE));

            assertThat(story.deal().told()).isEqualTo(Told.NONE);
            story.then(new Remind(List.of(instalment(1))));
        }

        @Test
        void an_open_deal_owes_nothing_yet() {
            isNotTold(story, instalment(1));
        }

        private PaymentOverdue instalment(int number) {
            return new PaymentOverdue(number, LocalDate.of(2026, 11, 22), Story.VALUE, DUE);
        }
    }

    @Nested
    class RequestsForApproval {

        private final Story story = Story.in(pipeline(
                "asking",
                stage("first", 1, new ExitCriterion("approved", Map.of("count", 2))),
                stage("second", 1, new ExitCriterion("greeted", Map.of()))));

        @Test
        void one_that_waits_is_told_once() {
            request();
            remind();

            isNotTold(story, waiting());
        }

        @Test
        void one_with_too_few_approvals_still_waits() {
            request();
            story.then(new Fact.ApprovalGranted(id(41), ADA, null));
            remind();
        }

        @Test
        void one_with_enough_does_not() {
            request();
            story.then(new Fact.ApprovalGranted(id(41), ADA, null));
            story.then(new Fact.ApprovalGranted(id(42), BOB, null));

            isNotTold(story, waiting());
        }

        @Test
        void where_no_stage_asks_for_it_one_approval_is_a_decision() {
            request();
            story.then(new Fact.ApprovalGranted(id(41), ADA, null));
            story.then(new Fact.ApprovalGranted(id(42), BOB, null));
            story.then(TransitionType.ADVANCE);
            request();
            remind();
            request();
            story.then(new Fact.ApprovalGranted(id(43), ADA, null));

            isNotTold(story, waiting());
        }

        @Test
        void one_that_was_refused_does_not_wait_and_a_new_one_is_told_again() {
            request();
            remind();
            story.then(new Fact.ApprovalRefused(id(41), ADA, null));
            assertThat(story.deal().told()).isEqualTo(Told.NONE);
            isNotTold(story, new ApprovalWaiting(id(40), Story.START, DUE));

            request();
            isNotTold(story, new ApprovalWaiting(id(40), Story.START, DUE));
            remind();
            request();
            assertThat(story.deal().told()).isEqualTo(Told.NONE);
        }

        @Test
        void a_closed_deal_is_not_told() {
            request();
            ApprovalWaiting waiting = waiting();
            story.then(TransitionType.LOSE);

            isNotTold(story, waiting);
        }

        private void request() {
            Instant at = story.now().plus(Duration.ofHours(1));
            story.then(new Fact.ApprovalRequested(id(40), new Participant("owner", Story.OWNER, Set.of()), at, null));
        }

        private ApprovalWaiting waiting() {
            Instant at = story.deal()
                    .evidence()
                    .approvals()
                    .open(story.deal().stage())
                    .orElseThrow()
                    .requestedAt();
            return new ApprovalWaiting(id(40), at, DUE);
        }

        private void remind() {
            story.then(new Remind(List.of(waiting())));
        }
    }

    @Test
    void marks_are_kept_apart() {
        Told told =
                Told.NONE.withStage(DUE).withWaiting(id(1)).withApproval(DUE).withInstalment(3);

        assertThat(told).isEqualTo(new Told(DUE, Set.of(id(1)), DUE, Set.of(3)));
        assertThat(told.withoutInstalments()).isEqualTo(new Told(DUE, Set.of(id(1)), DUE, Set.of()));
    }

    private static void isNotTold(Story story, Reminder reminder) {
        assertThat(story.refusalOf(new Remind(List.of(reminder)))).isInstanceOf(Refusal.Conflict.class);
    }
}
