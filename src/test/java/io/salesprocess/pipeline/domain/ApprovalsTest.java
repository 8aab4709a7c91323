package io.salesprocess.pipeline.domain;

import static io.salesprocess.pipeline.domain.Pipelines.pipeline;
import static io.salesprocess.pipeline.domain.Pipelines.stage;
import static org.assertj.core.api.Assertions.assertThat;

import io.salesprocess.pipeline.domain.Approvals.Participant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Rule 13: approvals as values. What they mean for a deal is tested there. */
class ApprovalsTest {

    private static final Instant EARLY = Instant.parse("2026-11-26T09:00:00Z");
    private static final UUID OWNER = new UUID(0, 1);
    private static final Participant ASKING = new Participant("asking", OWNER, Set.of());
    private static final Participant MANAGER = new Participant("manager", null, Set.of("manager"));

    private final Approvals approvals = Approvals.NONE
            .requested("one", ASKING, EARLY, null, OWNER)
            .granted("one", MANAGER, null)
            .requested("two", ASKING, EARLY.plusSeconds(60), null, null)
            .refused("two");

    @Test
    void stages_get_other_keys_when_a_deal_goes_on_in_another_version() {
        Map<String, String> keys = Map.of("one", "two", "two", "three");

        Approvals renamed = approvals.renamed(keys::get);

        assertThat(renamed.rounds())
                .isEqualTo(Map.of(
                        "two", approvals.rounds().get("one"),
                        "three", approvals.rounds().get("two")));
    }

    @Test
    void of_stages_that_become_one_the_latest_round_counts_and_stages_that_are_no_more_lose_theirs() {
        assertThat(approvals.renamed(key -> "same").rounds())
                .isEqualTo(Map.of("same", approvals.rounds().get("two")));
        assertThat(approvals
                        .renamed(key -> key.equals("one") ? null : key)
                        .rounds()
                        .keySet())
                .containsExactly("two");
    }

    @Test
    void only_a_round_that_is_not_refused_waits_for_a_decision() {
        assertThat(approvals.open("one")).isPresent();
        assertThat(approvals.open("two")).isEmpty();
        assertThat(approvals.open("three")).isEmpty();
    }

    @Test
    void one_pair_of_eyes_is_one_caller_or_one_salesperson() {
        Participant other = new Participant("other", OWNER, Set.of());
        Participant stranger = new Participant("stranger", new UUID(0, 2), Set.of());
        assertThat(ASKING.isSameAs(other)).isTrue();
        assertThat(ASKING.isSameAs(stranger)).isFalse();
        assertThat(MANAGER.isSameAs(new Participant("manager", OWNER, Set.of())))
                .isTrue();
        assertThat(MANAGER.isSameAs(new Participant("another", null, Set.of())))
                .as("two who act for no salesperson are two")
                .isFalse();
    }

    @Test
    void evidence_that_was_stored_before_there_were_approvals_has_none() {
        Evidence none = Evidence.NONE;
        Evidence old = new Evidence(
                none.survey(),
                none.assessment(),
                none.qualification(),
                none.contact(),
                none.activities(),
                none.papers(),
                none.subject(),
                null);
        assertThat(old).isEqualTo(none);
    }

    @Test
    void a_pipeline_knows_whose_approval_its_stages_ask_for() {
        ExitCriterion admins = new ExitCriterion("approved", Map.of("role", "admin"));
        Pipeline asking = pipeline("asking", stage("one", 1, Criteria.of("greeted")), stage("two", 1, admins));
        assertThat(asking.asksForApprovalBy("admin")).isTrue();
        assertThat(asking.asksForApprovalBy("manager")).isFalse();
        assertThat(asking.onwards("one", "two")).isEqualTo(List.of("one", "two"));
        assertThat(asking.onwards("two", "one")).isEqualTo(List.of("two"));
    }

    @Test
    void so_many_approvals_can_be_asked_for_and_not_more() {
        assertThat(Criteria.faults("approved", Map.of("count", 10))).isEmpty();
        assertThat(Criteria.faults("approved", Map.of("count", 11, "role", "auditor")))
                .extracting(Criteria.Fault::detail)
                .containsExactly("role must be one of manager, admin.", "count must be a whole number from 1 to 10.");
    }
}
