package io.salesprocess.deal.domain;

import static io.salesprocess.deal.domain.Story.id;
import static io.salesprocess.pipeline.domain.Pipelines.pipeline;
import static io.salesprocess.pipeline.domain.Pipelines.stage;
import static org.assertj.core.api.Assertions.assertThat;

import io.salesprocess.deal.domain.Refusal.Conflict;
import io.salesprocess.deal.domain.Refusal.CriteriaUnmet;
import io.salesprocess.deal.domain.Refusal.DealClosed;
import io.salesprocess.deal.domain.Refusal.Forbidden;
import io.salesprocess.deal.domain.Refusal.Unmet;
import io.salesprocess.pipeline.domain.Approvals;
import io.salesprocess.pipeline.domain.Approvals.Participant;
import io.salesprocess.pipeline.domain.ExitCriterion;
import io.salesprocess.pipeline.domain.Papers.DocumentKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Rule 13: four eyes, for one attempt at one stage and for the value that the deal had. */
class ApprovalsTest {

    private static final String FIRST = "first";
    private static final String SECOND = "second";
    private static final Participant OWNER = salesperson("owner", Story.OWNER);
    private static final Participant ADA = manager("ada");
    private static final Participant BOB = manager("bob");
    private static final Participant CARL = new Participant("carl", id(21), Set.of("manager"));
    private static final Participant ADMIN = new Participant("admin", null, Set.of("admin"));

    /** Two stages that ask one manager each. */
    private final Story story = asking(one(), one());

    @Nested
    class Enough {

        @Test
        void an_approval_of_a_manager_lets_the_deal_go_on() {
            request(story, OWNER);
            grant(story, ADA);

            story.then(TransitionType.ADVANCE);

            assertThat(story.deal().stage()).isEqualTo(SECOND);
        }

        @Test
        void the_refusal_says_what_is_missing_and_how_to_get_it() {
            assertThat(missing(story)).containsExactly("0 of 1 approvals by managers; none is requested.");
            assertThat(action(story)).isEqualTo("REQUEST_APPROVAL decision");

            request(story, OWNER);

            assertThat(missing(story)).containsExactly("0 of 1 approvals by managers; requested on 2026-11-23.");
            assertThat(action(story)).isEqualTo("GRANT_APPROVAL decision");
        }

        @Test
        void two_managers_are_two() {
            Story two = asking(Map.of("count", 2));
            request(two, OWNER);
            grant(two, ADA);
            assertThat(missing(two)).containsExactly("1 of 2 approvals by managers; requested on 2026-11-23.");

            grant(two, BOB);

            two.then(TransitionType.ADVANCE);
        }

        @Test
        void only_the_role_that_the_criterion_names_counts() {
            Story admins = asking(Map.of("role", "admin"));
            request(admins, OWNER);
            grant(admins, ADA);
            assertThat(missing(admins)).containsExactly("0 of 1 approvals by administrators; requested on 2026-11-23.");

            grant(admins, ADMIN);

            admins.then(TransitionType.ADVANCE);
        }

        @Test
        void below_the_value_that_the_criterion_names_nobody_is_asked() {
            Story cheap = asking(Map.of("fromValue", Map.of("amount", 1000, "currency", "EUR")));
            worth(cheap, new Money(999, "EUR"));
            cheap.then(TransitionType.ADVANCE);
        }

        @Test
        void from_that_value_on_and_with_a_value_that_cannot_be_compared_approval_is_needed() {
            Story dear = asking(Map.of("fromValue", Map.of("amount", 1000, "currency", "EUR")));
            assertThat(missing(dear)).as("no value").hasSize(1);
            worth(dear, new Money(1000, "EUR"));
            assertThat(missing(dear)).hasSize(1);
            worth(dear, new Money(1, "USD"));
            assertThat(missing(dear)).as("another currency").hasSize(1);
        }
    }

    @Nested
    class Four_eyes {

        @Test
        void the_owner_does_not_decide() {
            Participant owner = new Participant("another key", Story.OWNER, Set.of("manager"));
            assertThat(story.refusalOf(granted(story, owner)))
                    .isEqualTo(new Forbidden(13, "The deal's owner cannot decide about its approval."));

            request(story, ADA);

            assertThat(story.refusalOf(granted(story, owner))).isInstanceOf(Forbidden.class);
            assertThat(story.refusalOf(refused(story, owner))).isInstanceOf(Forbidden.class);
        }

        @Test
        void who_requested_does_not_decide() {
            request(story, ADA);
            assertThat(story.refusalOf(granted(story, ADA)))
                    .isEqualTo(new Forbidden(
                            13,
                            "Who requested approval cannot decide about it, nor can another caller of the same"
                                    + " salesperson."));
            assertThat(story.refusalOf(refused(story, ADA))).isInstanceOf(Forbidden.class);
            grant(story, BOB);
        }

        @Test
        void nor_does_the_requester_with_another_key_or_as_another_user() {
            request(story, CARL);
            Participant sameSalesperson = new Participant("carl's other key", CARL.salespersonId(), Set.of("manager"));
            assertThat(story.refusalOf(granted(story, sameSalesperson))).isInstanceOf(Forbidden.class);
            assertThat(story.refusalOf(refused(story, sameSalesperson))).isInstanceOf(Forbidden.class);
        }

        @Test
        void who_owned_the_deal_when_it_was_requested_does_not_decide_after_giving_it_away() {
            own(story, CARL.salespersonId());
            request(story, ADA);
            own(story, id(30));
            assertThat(story.refusalOf(granted(story, CARL)))
                    .isEqualTo(new Forbidden(
                            13, "Who has owned the deal since approval was requested cannot decide about it."));
        }

        @Test
        void nor_does_who_owned_it_for_a_while_since_then() {
            request(story, ADA);
            own(story, CARL.salespersonId());
            own(story, null);
            assertThat(story.refusalOf(granted(story, CARL))).isInstanceOf(Forbidden.class);
            grant(story, BOB);
        }

        @Test
        void who_owned_it_before_the_request_may() {
            own(story, CARL.salespersonId());
            own(story, Story.OWNER);
            request(story, OWNER);
            grant(story, CARL);
            story.then(TransitionType.ADVANCE);
        }

        @Test
        void an_approver_who_becomes_the_owner_has_not_approved() {
            request(story, OWNER);
            grant(story, CARL);
            own(story, CARL.salespersonId());
            assertThat(missing(story)).containsExactly("0 of 1 approvals by managers; requested on 2026-11-23.");

            own(story, Story.OWNER);

            assertThat(missing(story)).as("after giving it back").hasSize(1);
            assertThat(story.refusalOf(granted(story, CARL))).isInstanceOf(Forbidden.class);
            grant(story, ADA);
            story.then(TransitionType.ADVANCE);
        }

        @Test
        void an_approver_of_an_earlier_stage_who_becomes_the_owner_has_not_approved_it() {
            approve(story, CARL);
            story.then(TransitionType.ADVANCE);
            own(story, CARL.salespersonId());
            assertThat(unmetStages(story)).containsExactly(FIRST, SECOND);
        }

        @Test
        void a_new_owner_leaves_the_approval_of_others() {
            approve(story, ADA);
            own(story, CARL.salespersonId());
            own(story, null);
            story.then(TransitionType.ADVANCE);
        }

        @Test
        void one_pair_of_eyes_approves_once() {
            request(story, OWNER);
            grant(story, CARL);
            Conflict twice = new Conflict("The caller, or another one of the same salesperson, has approved already.");
            assertThat(story.refusalOf(granted(story, CARL))).isEqualTo(twice);
            assertThat(story.refusalOf(granted(
                            story, new Participant("carl's other key", CARL.salespersonId(), Set.of("manager")))))
                    .isEqualTo(twice);
        }

        @Test
        void approvals_are_bounded_in_number() {
            request(story, OWNER);
            for (int i = 0; i < Approvals.MOST_GRANTS; i++) {
                grant(story, manager("manager " + i));
            }
            assertThat(story.refusalOf(granted(story, ADA)))
                    .isEqualTo(new Conflict("There are 100 approvals already."));
        }
    }

    @Nested
    class Rounds {

        @Test
        void what_nobody_requested_cannot_be_decided() {
            Conflict none = new Conflict("No approval is requested in the stage where the deal stands.");
            assertThat(story.refusalOf(granted(story, ADA))).isEqualTo(none);
            assertThat(story.refusalOf(refused(story, ADA))).isEqualTo(none);
        }

        @Test
        void a_refusal_stands_until_the_next_request_which_begins_anew() {
            Story two = asking(Map.of("count", 2));
            request(two, OWNER);
            grant(two, ADA);
            two.then(refused(two, BOB));
            assertThat(missing(two)).containsExactly("Approval has been refused. It can be requested again.");
            assertThat(action(two)).isEqualTo("REQUEST_APPROVAL decision");
            assertThat(two.refusalOf(granted(two, CARL))).isInstanceOf(Conflict.class);

            request(two, OWNER);

            assertThat(missing(two)).containsExactly("0 of 2 approvals by managers; requested on 2026-11-23.");
            grant(two, ADA);
            grant(two, BOB);
            two.then(TransitionType.ADVANCE);
        }

        @Test
        void approval_can_be_taken_back_by_refusing_while_the_deal_stands_there() {
            approve(story, ADA);
            story.then(refused(story, ADA));
            assertThat(missing(story)).containsExactly("Approval has been refused. It can be requested again.");
        }

        @Test
        void a_new_request_lets_who_asked_before_decide() {
            request(story, ADA);
            request(story, BOB);
            grant(story, ADA);
            story.then(TransitionType.ADVANCE);
        }

        @Test
        void a_closed_deal_takes_none() {
            request(story, OWNER);
            story.then(TransitionType.LOSE);
            assertThat(story.refusalOf(requested(story, OWNER))).isInstanceOf(DealClosed.class);
            assertThat(story.refusalOf(granted(story, ADA))).isInstanceOf(DealClosed.class);
        }

        @Test
        void the_value_that_history_names_is_the_deals() {
            Money other = new Money(1, "EUR");
            Conflict conflict = new Conflict("The deal has another value by now.");
            assertThat(story.refusalOf(new Fact.ApprovalRequested(id(40), OWNER, story.now(), other)))
                    .isEqualTo(conflict);
            request(story, OWNER);
            assertThat(story.refusalOf(new Fact.ApprovalGranted(id(40), ADA, other)))
                    .isEqualTo(conflict);
            assertThat(story.refusalOf(new Fact.ApprovalRefused(id(40), ADA, other)))
                    .isEqualTo(conflict);
        }
    }

    @Nested
    class Attempts {

        @Test
        void a_new_attempt_takes_the_approval_of_that_stage_away() {
            approve(story, ADA);
            story.then(TransitionType.FALL_SHORT);
            assertThat(missing(story)).containsExactly("0 of 1 approvals by managers; none is requested.");
            assertThat(story.refusalOf(granted(story, BOB))).isInstanceOf(Conflict.class);
        }

        @Test
        void so_does_reopening() {
            approve(story, ADA);
            story.then(TransitionType.LOSE).then(TransitionType.REOPEN);
            assertThat(missing(story)).hasSize(1);
        }

        @Test
        void the_approval_of_an_earlier_stage_stands_and_the_next_stage_asks_anew() {
            approve(story, ADA);
            story.then(TransitionType.ADVANCE);
            assertThat(unmetStages(story)).containsExactly(SECOND);
            assertThat(story.refusalOf(granted(story, ADA))).isInstanceOf(Conflict.class);

            request(story, OWNER);
            assertThat(unmetStages(story)).containsExactly(SECOND);
            story.then(refused(story, ADA));
            assertThat(unmetStages(story)).as("the later word counts").containsExactly(FIRST, SECOND);
            story.then(TransitionType.FALL_SHORT);
            assertThat(unmetStages(story)).containsExactly(SECOND);
        }

        @Test
        void an_approval_of_a_later_stage_goes_for_the_earlier_ones_too() {
            worth(story, new Money(1000, "EUR"));
            approve(story, ADA);
            story.then(TransitionType.ADVANCE);
            worth(story, new Money(2000, "EUR"));
            assertThat(unmetStages(story)).containsExactly(FIRST, SECOND);

            approve(story, ADA);

            story.then(TransitionType.ADVANCE);
            assertThat(story.deal().status()).isEqualTo(DealStatus.WON);
        }

        @Test
        void a_stage_that_asks_for_none_can_be_where_earlier_ones_are_approved_again() {
            Story later = asking(one(), null);
            worth(later, new Money(1000, "EUR"));
            approve(later, ADA);
            later.then(TransitionType.ADVANCE);
            worth(later, new Money(2000, "EUR"));
            assertThat(unmetStages(later)).containsExactly(FIRST);
            assertThat(action(later)).isEqualTo("REQUEST_APPROVAL decision");
            approve(later, ADA);
            later.then(TransitionType.ADVANCE);
        }

        @Test
        void an_approval_of_an_earlier_stage_does_not_go_for_a_later_one() {
            Story later = asking(null, one());
            approve(later, ADA);
            later.then(TransitionType.ADVANCE);
            assertThat(unmetStages(later)).containsExactly(SECOND);
        }
    }

    @Nested
    class Values {

        private final Money hundred = new Money(100, "EUR");

        @Test
        void a_higher_value_takes_every_approval_away() {
            worth(story, hundred);
            approve(story, ADA);
            worth(story, new Money(101, "EUR"));
            assertThat(missing(story)).containsExactly("0 of 1 approvals by managers; none is requested.");
            assertThat(story.refusalOf(granted(story, BOB))).isInstanceOf(Conflict.class);
        }

        @Test
        void a_lower_value_does_not_and_coming_back_to_what_was_approved_does_not_either() {
            worth(story, hundred);
            approve(story, ADA);
            worth(story, new Money(50, "EUR"));
            worth(story, hundred);
            story.then(TransitionType.ADVANCE);
        }

        @Test
        void what_was_approved_at_a_lower_value_than_requested_covers_only_that() {
            worth(story, hundred);
            request(story, OWNER);
            worth(story, new Money(50, "EUR"));
            grant(story, ADA);
            worth(story, hundred);
            assertThat(missing(story)).containsExactly("0 of 1 approvals by managers; requested on 2026-11-23.");
            grant(story, ADA);
            story.then(TransitionType.ADVANCE);
        }

        @Test
        void another_currency_takes_it_away() {
            worth(story, hundred);
            approve(story, ADA);
            worth(story, new Money(1, "USD"));
            assertThat(missing(story)).hasSize(1);
        }

        @Test
        void so_does_a_value_that_becomes_known_or_unknown() {
            approve(story, ADA);
            worth(story, hundred);
            assertThat(missing(story)).as("known").hasSize(1);
            approve(story, ADA);
            worth(story, null);
            assertThat(missing(story)).as("unknown").hasSize(1);
        }

        @Test
        void a_value_that_stays_unknown_does_not() {
            approve(story, ADA);
            worth(story, null);
            story.then(TransitionType.ADVANCE);
        }

        @Test
        void so_does_an_accepted_proposal_with_a_higher_amount_and_none_with_the_same() {
            worth(story, hundred);
            approve(story, ADA);
            accept(id(50), hundred);
            story.then(TransitionType.ADVANCE);
            approve(story, ADA);
            accept(id(51), new Money(200, "EUR"));
            assertThat(unmetStages(story)).containsExactly(FIRST, SECOND);
        }

        @Test
        void a_refusal_hinders_nobody_below_the_value_that_is_asked_about() {
            Story dear = asking(Map.of("fromValue", Map.of("amount", 100, "currency", "EUR")), null);
            worth(dear, hundred);
            request(dear, OWNER);
            dear.then(refused(dear, ADA));
            worth(dear, new Money(99, "EUR"));
            dear.then(TransitionType.ADVANCE);
            worth(dear, hundred);
            assertThat(missing(dear)).containsExactly("Approval has been refused. It can be requested again.");
            approve(dear, ADA);
            dear.then(TransitionType.ADVANCE);
        }

        private void accept(UUID proposal, Money amount) {
            story.then(
                    new Fact.ProposalDrafted(proposal, amount),
                    new Fact.ProposalSent(proposal, null),
                    new Fact.ProposalAccepted(proposal, amount));
        }
    }

    @Test
    void replaying_history_proves_what_counts() {
        worth(story, new Money(100, "EUR"));
        request(story, OWNER);
        grant(story, CARL);
        own(story, CARL.salespersonId());
        grant(story, ADA);
        story.then(TransitionType.ADVANCE).then(new Fact.DocumentDrafted(id(60), DocumentKind.CONTRACT));
        request(story, OWNER);
        story.then(refused(story, BOB)).then(TransitionType.FALL_SHORT);

        assertThat(SalesProcess.fold(Story.DEAL, story.pipeline().ref(), story.history()))
                .isEqualTo(story.deal());
        assertThat(story.deal().evidence().approvals().rounds()).containsOnlyKeys(FIRST);
    }

    private static Story asking(Map<?, ?>... approvals) {
        io.salesprocess.pipeline.domain.Stage[] stages = new io.salesprocess.pipeline.domain.Stage[approvals.length];
        for (int i = 0; i < stages.length; i++) {
            @SuppressWarnings("unchecked")
            Map<String, Object> parameters = (Map<String, Object>) approvals[i];
            ExitCriterion[] criteria = parameters == null
                    ? new ExitCriterion[0]
                    : new ExitCriterion[] {new ExitCriterion("approved", parameters)};
            stages[i] = stage(List.of(FIRST, SECOND).get(i), 1, criteria);
        }
        return Story.in(pipeline("guarded", stages));
    }

    private static Map<String, Object> one() {
        return Map.of();
    }

    private static Participant manager(String identity) {
        return new Participant(identity, null, Set.of("manager"));
    }

    private static Participant salesperson(String identity, UUID id) {
        return new Participant(identity, id, Set.of());
    }

    private static Fact requested(Story story, Participant by) {
        return new Fact.ApprovalRequested(id(40), by, story.now(), story.deal().value());
    }

    private static Fact granted(Story story, Participant by) {
        return new Fact.ApprovalGranted(id(41), by, story.deal().value());
    }

    private static Fact refused(Story story, Participant by) {
        return new Fact.ApprovalRefused(id(42), by, story.deal().value());
    }

    private static void request(Story story, Participant by) {
        story.then(requested(story, by));
    }

    private static void grant(Story story, Participant by) {
        story.then(granted(story, by));
    }

    private static void approve(Story story, Participant by) {
        request(story, OWNER);
        grant(story, by);
    }

    private static void own(Story story, UUID owner) {
        story.then(new Fact.OwnerAssigned(owner));
    }

    private static void worth(Story story, Money value) {
        story.then(new Fact.ValueChanged(value));
    }

    private static List<Unmet> unmet(Story story) {
        Refusal refusal = story.refusalOf(TransitionType.ADVANCE);
        assertThat(refusal).isInstanceOf(CriteriaUnmet.class);
        return ((CriteriaUnmet) refusal).unmet();
    }

    private static List<String> missing(Story story) {
        return unmet(story).stream().map(Unmet::detail).toList();
    }

    private static List<String> unmetStages(Story story) {
        return unmet(story).stream().map(Unmet::stage).toList();
    }

    private static String action(Story story) {
        return unmet(story).get(0).action().kind() + " "
                + unmet(story).get(0).action().field();
    }
}
