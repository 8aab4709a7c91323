package io.salesprocess.deal.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.salesprocess.deal.domain.DealCommand.Transition;
import io.salesprocess.deal.domain.SalesProcess.Option;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of legal transitions, every status with every type: what it says, what is decided and what is offered agree. */
class TransitionTableTest {

    /** Rules 4 and 6, written out once more. */
    private static final Map<DealStatus, Set<TransitionType>> LEGAL = Map.of(
            DealStatus.OPEN, Set.of(TransitionType.ADVANCE, TransitionType.FALL_SHORT, TransitionType.LOSE),
            DealStatus.LOST, Set.of(TransitionType.REOPEN),
            DealStatus.WON, Set.of());

    private static final Map<DealStatus, Supplier<Story>> DEALS = Map.of(
            DealStatus.OPEN, () -> Story.standard().stageDone(),
            DealStatus.LOST, () -> Story.standard().stageDone().then(TransitionType.LOSE),
            DealStatus.WON, () -> Story.standard().won());

    static Stream<Arguments> combinations() {
        return Stream.of(DealStatus.values())
                .flatMap(status -> Stream.of(TransitionType.values()).map(type -> Arguments.of(status, type)));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void the_table_says_what_the_rules_say(DealStatus status, TransitionType type) {
        assertThat(type.from() == status).isEqualTo(LEGAL.get(status).contains(type));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void what_is_decided_is_what_the_table_says(DealStatus status, TransitionType type) {
        Story story = DEALS.get(status).get();

        Decision decision = story.decide(new Transition(type, story.deal().stage(), "a reason"));

        assertThat(decision instanceof Decision.Accepted).isEqualTo(type.from() == status);
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void what_is_offered_is_what_is_decided_and_leads_where_it_says(DealStatus status, TransitionType type) {
        Story story = DEALS.get(status).get();
        List<Option> offered = SalesProcess.options(story.pipeline(), story.deal()).stream()
                .filter(option -> option.type() == type)
                .toList();

        if (type.from() == status) {
            story.then(type);
            assertThat(offered).singleElement().matches(Option::allowed);
            assertThat(offered.get(0).to()).isEqualTo(whereItStands(story.deal()));
        } else {
            assertThat(offered).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void an_illegal_transition_is_refused_for_the_status_and_nothing_else(DealStatus status, TransitionType type) {
        Story story = DEALS.get(status).get();
        if (type.from() == status) {
            return;
        }

        assertThat(story.refusalOf(new Transition(type, "nowhere", null)))
                .isEqualTo(
                        status == DealStatus.OPEN
                                ? new Refusal.TransitionNotAllowed(type, status)
                                : new Refusal.DealClosed(status));
    }

    @Test
    void only_advance_asks_for_criteria_and_only_advance_asks_for_no_reason() {
        assertThat(TransitionType.values())
                .allSatisfy(type -> assertThat(type.needsCriteria()).isEqualTo(type == TransitionType.ADVANCE))
                .allSatisfy(type -> assertThat(type.needsReason()).isNotEqualTo(type == TransitionType.ADVANCE));
    }

    private static String whereItStands(Deal deal) {
        return switch (deal.status()) {
            case OPEN -> deal.stage();
            case WON -> "won";
            case LOST -> "lost";
        };
    }
}
