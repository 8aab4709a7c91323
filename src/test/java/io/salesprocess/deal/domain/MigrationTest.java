package io.salesprocess.deal.domain;

import static io.salesprocess.deal.domain.TransitionType.ADVANCE;
import static io.salesprocess.deal.domain.TransitionType.FALL_SHORT;
import static io.salesprocess.deal.domain.TransitionType.LOSE;
import static org.assertj.core.api.Assertions.assertThat;

import io.salesprocess.deal.domain.DealCommand.Migrate;
import io.salesprocess.deal.domain.DealEvent.DealMigrated;
import io.salesprocess.pipeline.domain.Criteria;
import io.salesprocess.pipeline.domain.Pipeline;
import io.salesprocess.pipeline.domain.PipelineRef;
import io.salesprocess.pipeline.domain.Pipelines;
import io.salesprocess.pipeline.domain.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rule 4: a deal keeps the version of its pipeline, unless it is migrated by the explicit, recorded command for that. */
class MigrationTest {

    private static final Stage FIRST = Pipelines.stage("first", 7);
    private static final Stage SECOND = Pipelines.stage("second", 7);
    private static final Stage THIRD = Pipelines.stage("third", 7);
    private static final Pipeline BEFORE = Pipelines.pipeline("sale", FIRST, SECOND, THIRD);

    @Test
    void a_deal_moves_as_it_stands() {
        Story story = Story.in(BEFORE).then(ADVANCE).then(FALL_SHORT);
        Deal before = story.deal();

        Deal after = story.then(to(FIRST, SECOND, THIRD)).deal();

        assertThat(after.pipeline()).isEqualTo(new PipelineRef("sale", 2));
        assertThat(after.stage()).isEqualTo("second");
        assertThat(after.attempt()).isEqualTo(2);
        assertThat(after.stageEnteredAt()).isEqualTo(before.stageEnteredAt());
        assertThat(after.dueAt()).isEqualTo(before.dueAt());
        assertThat(after.visits()).isEqualTo(before.visits());
        assertThat(after.evidence()).isEqualTo(before.evidence());
        assertThat(after.sequence()).isEqualTo(before.sequence() + 1);
    }

    @Test
    void the_event_says_from_where_to_where_and_nothing_left_or_entered_if_the_stage_keeps_its_key() {
        Story story = Story.in(BEFORE).then(to(FIRST));

        DealMigrated event = (DealMigrated) story.last();
        assertThat(event.type()).isEqualTo("deal.migrated");
        assertThat(event)
                .isEqualTo(new DealMigrated(
                        1, 2, "first", "first", Map.of(), story.deal().dueAt()));
        assertThat(event.left()).isEmpty();
        assertThat(event.entered()).isEmpty();
    }

    @Test
    void stages_get_the_keys_that_the_mapping_gives_them() {
        Stage hello = Pipelines.stage("hello", 7);
        Stage talk = Pipelines.stage("talk", 7);
        Story story = Story.in(BEFORE)
                .then(ADVANCE)
                .then(to(Map.of("first", "hello", "second", "talk", "third", "third"), hello, talk, THIRD));

        DealMigrated event = (DealMigrated) story.last();
        assertThat(event.stageMapping()).isEqualTo(Map.of("first", "hello", "second", "talk"));
        assertThat(event.left()).contains("second");
        assertThat(event.entered()).contains("talk");
        assertThat(story.deal().stage()).isEqualTo("talk");
        assertThat(story.deal().visits()).extracting(StageVisit::stage).containsExactly("hello", "talk");
    }

    @Test
    void the_due_date_counts_from_the_move_if_the_stage_has_another_target_duration() {
        Story story = Story.in(BEFORE).then(to(Pipelines.stage("first", 9)));

        assertThat(story.deal().dueAt()).isEqualTo(story.now().plus(Duration.ofDays(9)));
        assertThat(((DealMigrated) story.last()).dueAt()).isEqualTo(story.deal().dueAt());
    }

    @Test
    void the_due_date_counts_from_the_move_if_the_other_version_counts_time_otherwise() {
        Pipeline counted = version("sale", 2, FIRST, SECOND, THIRD)
                .countedBy((start, target) -> start.plus(target.plain().multipliedBy(2)));

        Story story = Story.in(BEFORE).then(new Migrate(1, counted, Map.of()));

        assertThat(story.deal().dueAt()).isEqualTo(story.now().plus(Duration.ofDays(14)));
    }

    @Test
    void the_criteria_of_a_new_earlier_stage_count_although_the_deal_was_never_in_it() {
        Stage checked = Pipelines.stage("checked", 7, Criteria.of("greeted"));
        Migrate wanted = to(FIRST, checked, SECOND, THIRD);
        Story story = Story.in(BEFORE).then(ADVANCE).then(wanted);

        List<Refusal.Unmet> unmet = SalesProcess.unmet(wanted.to(), story.deal());

        assertThat(unmet).extracting(Refusal.Unmet::stage).containsExactly("checked");
        assertThat(SalesProcess.decide(
                        wanted.to(), story.deal(), new DealCommand.Transition(ADVANCE, "second", null), story.now()))
                .isInstanceOf(Decision.Refused.class);
    }

    @Test
    void a_done_stage_that_the_other_version_does_not_have_stays_done() {
        Story story = Story.in(BEFORE).then(ADVANCE).then(to(SECOND, THIRD));

        assertThat(story.deal().visits()).extracting(StageVisit::stage).containsExactly("first", "second");
    }

    @Test
    void a_deal_whose_stage_maps_nowhere_is_refused() {
        Story story = Story.in(BEFORE).then(ADVANCE);

        refuses(story, to(FIRST, THIRD), "Stage second is not a stage of version 2, and not mapped to one.");
        refuses(
                story,
                to(Map.of("second", "gone"), FIRST, SECOND),
                "Stage second is not a stage of version 2, and not mapped to one.");
    }

    @Test
    void a_deal_is_refused_if_a_done_stage_would_have_to_be_done_again() {
        Story story = Story.in(BEFORE).then(ADVANCE);

        refuses(
                story,
                to(SECOND, FIRST),
                "Stage first is done, and would have to be done again: version 2 has it at or after stage second.");
        refuses(
                story,
                to(Map.of("first", "second"), SECOND),
                "Stage first is done, and would have to be done again: version 2 has it at or after stage second.");
    }

    @Test
    void a_deal_is_refused_if_two_of_its_done_stages_would_become_one() {
        Story story = Story.in(BEFORE).then(ADVANCE).then(ADVANCE);

        refuses(
                story,
                to(Map.of("second", "first"), FIRST, THIRD),
                "Stages first and second are done, and would become one stage, first.");
    }

    @Test
    void a_closed_deal_keeps_its_version() {
        assertThat(Story.in(BEFORE).then(LOSE).refusalOf(to(FIRST))).isEqualTo(new Refusal.DealClosed(DealStatus.LOST));
    }

    @Test
    void a_deal_of_another_version_or_pipeline_is_refused() {
        assertThat(Story.in(BEFORE).refusalOf(new Migrate(2, version("sale", 3, FIRST), Map.of())))
                .isEqualTo(new Refusal.Conflict("The deal follows version 1 of pipeline sale."));
        assertThat(Story.in(BEFORE).refusalOf(new Migrate(1, version("other", 2, FIRST), Map.of())))
                .isInstanceOf(Refusal.Conflict.class);
    }

    @Test
    void a_move_there_and_back_leaves_the_deal_as_it_was() {
        Story story = Story.in(BEFORE).then(ADVANCE);
        Deal before = story.deal();
        Migrate there = to(Map.of("first", "second", "second", "first"), SECOND, FIRST);
        Deal moved = story.then(there).deal();
        assertThat(moved.stage()).isEqualTo("first");

        Deal back = story.then(new Migrate(2, BEFORE, Map.of("first", "second", "second", "first")))
                .deal();

        assertThat(back).isEqualTo(before.withSequence(before.sequence() + 2));
    }

    @Test
    void the_fold_begins_with_the_version_of_the_first_event_and_follows_the_moves() {
        Story story =
                Story.in(BEFORE).then(ADVANCE).then(to(Map.of("second", "talk"), FIRST, Pipelines.stage("talk", 1)));

        assertThat(SalesProcess.fold(Story.DEAL, BEFORE.ref(), story.history())).isEqualTo(story.deal());
    }

    private static void refuses(Story story, Migrate wanted, String detail) {
        assertThat(story.refusalOf(wanted)).isEqualTo(new Refusal.RuleViolated(4, detail));
    }

    private static Migrate to(Stage... stages) {
        return to(Map.of(), stages);
    }

    private static Migrate to(Map<String, String> mapping, Stage... stages) {
        return new Migrate(1, version("sale", 2, stages), mapping);
    }

    private static Pipeline version(String key, int version, Stage... stages) {
        return new Pipeline(new PipelineRef(key, version), key, List.of(stages));
    }
}
