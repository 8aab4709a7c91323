package io.salesprocess.deal.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rule 8: an event is found again by the name under which history keeps it. */
class EventTypesTest {

    @Test
    void every_event_has_exactly_one_name_and_every_name_an_event() {
        Collection<Class<? extends DealEvent>> named = EventTypes.all().values();

        assertThat(named).doesNotHaveDuplicates();
        assertThat(Set.copyOf(named)).isEqualTo(events(DealEvent.class).collect(Collectors.toSet()));
    }

    @Test
    void a_name_leads_to_its_event_and_back() {
        EventTypes.all().forEach((name, type) -> {
            assertThat(EventTypes.typeOf(name)).isEqualTo(type);
            assertThat(EventTypes.nameOf(type)).isEqualTo(name);
        });
    }

    @Test
    void an_event_knows_its_name() {
        assertThat(new DealEvent.DealWon("conversion").type()).isEqualTo("deal.won");
    }

    @Test
    void names_are_lower_case_with_hyphens_and_say_what_it_happened_to() {
        assertThat(EventTypes.all().keySet()).allMatch(name -> name.matches("[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*"));
    }

    @Test
    void the_names_that_history_already_holds_stay_as_they_are() {
        assertThat(EventTypes.all())
                .containsOnlyKeys(
                        "deal.opened",
                        "deal.advanced",
                        "deal.fell-short",
                        "deal.won",
                        "deal.lost",
                        "deal.reopened",
                        "deal.migrated",
                        "deal.owner-assigned",
                        "deal.value-changed",
                        "deal.offering-selected",
                        "deal.custom-fields-changed",
                        "prospect.erased",
                        "prospect.merged",
                        "prospect.unmerged",
                        "submission.received",
                        "survey.recorded",
                        "assessment.recorded",
                        "qualification.recorded",
                        "greeting.given",
                        "question.asked",
                        "question.answered",
                        "message-link.offered",
                        "message-link.revoked",
                        "message.left",
                        "message.followed-up",
                        "activity.recorded",
                        "approval.requested",
                        "approval.granted",
                        "approval.refused",
                        "document.drafted",
                        "document.sent",
                        "document.signed",
                        "document.voided",
                        "document-link.offered",
                        "document-link.revoked",
                        "proposal.drafted",
                        "proposal.sent",
                        "proposal.accepted",
                        "proposal.declined",
                        "proposal.countered",
                        "payment.received",
                        "payment.refunded",
                        "payment.reversed",
                        "payment-plan.changed",
                        "stage.overdue",
                        "question.unanswered",
                        "message.unanswered",
                        "proposal.expired",
                        "payment.overdue",
                        "approval.waiting");
    }

    @Test
    void an_unknown_name_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventTypes.typeOf("deal.forgotten"))
                .withMessageContaining("deal.forgotten");
    }

    private static Stream<Class<?>> events(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(EventTypesTest::events)
                : Stream.of(type);
    }
}
