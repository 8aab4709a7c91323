package io.salesprocess.pipeline.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineTest {

    private final Pipeline standard = Pipelines.standard();

    @Nested
    class Rule_1_order {

        @Test
        void a_deal_begins_in_the_first_stage() {
            assertThat(standard.first().key()).isEqualTo("pre-qualification");
        }

        @Test
        void each_stage_is_followed_by_the_next_and_the_last_by_none() {
            assertThat(standard.after("pre-qualification")).map(Stage::key).contains("qualification");
            assertThat(standard.after("qualification")).map(Stage::key).contains("relationship");
            assertThat(standard.after("relationship")).map(Stage::key).contains("conversion");
            assertThat(standard.after("conversion")).isEmpty();
        }

        @Test
        void a_stage_is_found_by_its_key() {
            assertThat(standard.stage("relationship"))
                    .isEqualTo(standard.stages().get(2));
        }

        @Test
        void asking_for_a_stage_that_the_pipeline_does_not_have_is_refused_by_name() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> standard.after("selection"))
                    .withMessageContaining("selection");
        }

        @Test
        void a_pipeline_without_stages_is_refused() {
            assertThatIllegalArgumentException().isThrownBy(() -> Pipelines.pipeline("empty"));
        }

        @Test
        void a_stage_that_occurs_twice_is_refused() {
            Stage once = Pipelines.stage("once", 1);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Pipelines.pipeline("twice", once, once))
                    .withMessage("Stage once occurs twice.");
        }
    }

    @Nested
    class Rule_3_the_whole_counts {

        @Test
        void the_part_that_counts_is_the_stage_and_every_earlier_one() {
            assertThat(standard.upTo("relationship"))
                    .extracting(Stage::key)
                    .containsExactly("pre-qualification", "qualification", "relationship");
            assertThat(standard.upTo("pre-qualification"))
                    .extracting(Stage::key)
                    .containsExactly("pre-qualification");
        }
    }

    @Nested
    class Rule_4_a_published_version_never_changes {

        @Test
        void later_changes_of_the_lists_that_it_was_made_from_do_not_reach_it() {
            List<ExitCriterion> criteria = new ArrayList<>(List.of(Criteria.of("greeted")));
            List<Stage> stages =
                    new ArrayList<>(List.of(new Stage("one", "One", null, TargetDuration.ofDays(1), false, criteria)));
            Pipeline pipeline = new Pipeline(new PipelineRef("key", 1), "Title", stages);

            criteria.clear();
            stages.clear();

            assertThat(pipeline.first().exitCriteria()).containsExactly(Criteria.of("greeted"));
        }

        @Test
        void versions_begin_with_1() {
            assertThat(new PipelineRef("standard", 1).version()).isEqualTo(1);
            assertThatIllegalArgumentException().isThrownBy(() -> new PipelineRef("standard", 0));
        }
    }

    @Nested
    class A_stage {

        @ParameterizedTest
        @ValueSource(strings = {"a", "pre-qualification", "stage-2", "2", "wonderful", "lost-and-found"})
        void has_a_key_of_lower_case_words(String key) {
            assertThat(Pipelines.stage(key, 1).key()).isEqualTo(key);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "Stage", "pre_qualification", "-a", "a-", "a--b", "a b", "ä", "a\n"})
        void of_another_key_is_refused(String key) {
            assertThatIllegalArgumentException().isThrownBy(() -> Pipelines.stage(key, 1));
        }

        @ParameterizedTest
        @ValueSource(strings = {"won", "lost"})
        void cannot_be_named_like_a_closed_deal(String key) {
            assertThatIllegalArgumentException().isThrownBy(() -> Pipelines.stage(key, 1));
        }

        @Test
        void has_a_key_of_at_most_63_characters() {
            assertThat(Pipelines.stage("a".repeat(63), 1)).isNotNull();
            assertThatIllegalArgumentException().isThrownBy(() -> Pipelines.stage("a".repeat(64), 1));
            assertThatIllegalArgumentException().isThrownBy(() -> Pipelines.stage("a" + "-a".repeat(100_000), 1));
        }

        @ParameterizedTest
        @ValueSource(strings = {"PT1S", "PT36H", "P14D", "P3650D", "P1DT4H", "PT24H", "P1DT1H1M1S", "PT87600H"})
        void takes_whole_seconds_up_to_ten_years(String target) {
            TargetDuration read = TargetDuration.parse(target);
            assertThat(read.plain()).isEqualTo(Duration.parse(target));
            assertThat(read).hasToString(target);
            assertThat(new Stage("key", "Title", null, read, false, List.of()).targetDuration())
                    .isEqualTo(read);
        }

        @Test
        void takes_a_day_for_something_else_than_24_hours() {
            assertThat(TargetDuration.parse("P1D")).isNotEqualTo(TargetDuration.parse("PT24H"));
            assertThat(TargetDuration.parse("P1D")).isEqualTo(TargetDuration.ofDays(1));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "P",
                    "PT",
                    "P1DT",
                    "P0D",
                    "PT0S",
                    "PT-1S",
                    "-P1D",
                    "P3650DT1S",
                    "P999999999D",
                    "P99999999999D",
                    "PT0.5S",
                    "PT1.000000001S",
                    "P1W",
                    "P1M",
                    "P1Y",
                    "1D",
                    "p1d",
                    "P1D ",
                    "a day"
                })
        void of_another_duration_is_refused(String target) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TargetDuration.parse(target))
                    .withMessageStartingWith("A target duration has days");
        }

        @Test
        void of_a_duration_with_a_negative_part_is_refused() {
            assertThatIllegalArgumentException().isThrownBy(() -> new TargetDuration(-1, Duration.ofDays(2)));
            assertThatIllegalArgumentException().isThrownBy(() -> new TargetDuration(1, Duration.ofHours(-1)));
            assertThatIllegalArgumentException().isThrownBy(() -> new TargetDuration(1, Duration.ofMillis(1)));
            assertThatThrownBy(() -> new TargetDuration(1, null)).hasMessage("time");
        }

        @Test
        void needs_a_key_a_title_and_a_duration() {
            assertThatThrownBy(() -> new Stage(null, "Title", null, TargetDuration.ofDays(1), false, List.of()))
                    .hasMessage("key");
            assertThatThrownBy(() -> new Stage("key", null, null, TargetDuration.ofDays(1), false, List.of()))
                    .hasMessage("title");
            assertThatThrownBy(() -> new Stage("key", "Title", null, null, false, List.of()))
                    .hasMessage("targetDuration");
        }
    }
}
