package io.salesprocess.deal.domain;

import static io.salesprocess.deal.domain.Story.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.salesprocess.deal.domain.Fact.PaymentPlanned;
import io.salesprocess.deal.domain.Fact.PaymentReceived;
import io.salesprocess.deal.domain.Fact.PaymentRefunded;
import io.salesprocess.deal.domain.Fact.PaymentReversed;
import io.salesprocess.deal.domain.Refusal.RuleViolated;
import io.salesprocess.pipeline.domain.Pipelines;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Rule 7: the money of a won deal. */
class PaymentsTest {

    private final Story story = Story.standard();

    @Nested
    class Rule_7_payments_belong_to_won_deals {

        @Test
        void an_open_deal_takes_no_payment() {
            assertThat(story.refusalOf(paid(1))).isEqualTo(new RuleViolated(7, "Payments belong to won deals."));
        }

        @Test
        void a_lost_deal_takes_no_payment() {
            story.then(TransitionType.LOSE);

            assertThat(story.refusalOf(paid(1))).isEqualTo(new RuleViolated(7, "Payments belong to won deals."));
        }

        @Test
        void a_won_deal_takes_payments_and_shows_what_is_outstanding() {
            story.won().then(paid(90_000)).then(paid(100_000));

            assertThat(story.deal().payments()).isEqualTo(new Payments(190_000, 0, 0, "EUR"));
            assertThat(story.deal().payments().outstanding(Story.VALUE)).isEqualTo(800_000);
            assertThat(story.deal().payments().overpaid(Story.VALUE)).isZero();
        }
    }

    @Nested
    class Rule_7_amounts_are_positive_and_in_the_contracts_currency {

        @Test
        void zero_is_neither_paid_nor_refunded() {
            RuleViolated refusal = new RuleViolated(7, "The amount must be positive.");
            story.won();

            assertThat(story.refusalOf(paid(0))).isEqualTo(refusal);
            assertThat(story.refusalOf(refunded(0, 0))).isEqualTo(refusal);
        }

        @Test
        void there_is_no_negative_amount() {
            assertThatIllegalArgumentException().isThrownBy(() -> new Money(-1, "EUR"));
            assertThat(new Money(0, "EUR").amount()).isZero();
        }

        @Test
        void another_currency_is_neither_paid_nor_refunded() {
            RuleViolated refusal = new RuleViolated(7, "This deal is paid in EUR, not in USD.");
            story.won();
            assertThat(story.refusalOf(new PaymentReceived(id(20), new Money(1, "USD"))))
                    .isEqualTo(refusal);

            story.then(paid(1));
            assertThat(story.refusalOf(new PaymentRefunded(id(21), id(20), new Money(1, "USD"), 1)))
                    .isEqualTo(refusal);
        }

        @Test
        void without_a_value_the_first_payment_fixes_the_currency() {
            Story worthUnknown = Story.in(Pipelines.standard()).won();
            assertThat(worthUnknown.deal().currency()).isNull();

            worthUnknown.then(new PaymentReceived(id(20), new Money(5, "JPY")));

            assertThat(worthUnknown.deal().currency()).isEqualTo("JPY");
            assertThat(worthUnknown.refusalOf(paid(5)))
                    .isEqualTo(new RuleViolated(7, "This deal is paid in JPY, not in EUR."));
        }

        @Test
        void more_than_can_be_counted_is_refused() {
            story.won().then(paid(Money.MOST - 1)).then(paid(1));

            assertThat(story.deal().payments().collected()).isEqualTo(Money.MOST);
            assertThat(story.refusalOf(paid(1)))
                    .isEqualTo(new RuleViolated(
                            7, "The payments of a deal must not add up to more than 9007199254740991."));
        }

        @Test
        void refunds_make_no_room_for_more_than_can_be_counted() {
            story.won().then(paid(Money.MOST)).then(refunded(Money.MOST, Money.MOST));

            assertThat(story.refusalOf(paid(1))).isInstanceOf(RuleViolated.class);
        }
    }

    @Nested
    class Rule_7_collected_is_payments_less_refunds {

        @Test
        void a_refund_lowers_what_was_collected_and_raises_what_is_outstanding() {
            story.won().then(paid(990_000)).then(refunded(90_000, 990_000));

            assertThat(story.deal().payments()).isEqualTo(new Payments(990_000, 90_000, 0, "EUR"));
            assertThat(story.deal().payments().collected()).isEqualTo(900_000);
            assertThat(story.deal().payments().outstanding(Story.VALUE)).isEqualTo(90_000);
        }

        @Test
        void all_of_a_payment_can_be_refunded_and_no_more() {
            story.won().then(paid(100));

            assertThat(story.refusalOf(refunded(101, 100)))
                    .isEqualTo(new RuleViolated(7, "No more than 100 of this payment can be refunded."));
            assertThat(story.then(refunded(100, 100)).deal().payments().collected())
                    .isZero();
        }

        @Test
        void a_payment_is_not_refunded_from_what_others_paid() {
            story.won().then(paid(100)).then(paid(100));

            assertThat(story.refusalOf(refunded(101, 100))).isInstanceOf(RuleViolated.class);
        }

        @Test
        void collected_never_falls_below_zero_even_if_more_is_said_to_be_refundable() {
            story.won().then(paid(100)).then(refunded(60, 100));

            assertThat(story.refusalOf(refunded(41, 100)))
                    .isEqualTo(new RuleViolated(7, "No more than 40 of this payment can be refunded."));
        }

        @Test
        void before_anything_was_paid_nothing_is_refunded() {
            assertThat(story.refusalOf(refunded(1, 1))).isInstanceOf(RuleViolated.class);
        }

        @Test
        void refunds_of_one_command_are_counted_together_and_all_or_none_are_recorded() {
            story.won().then(paid(100));
            Deal before = story.deal();

            assertThat(story.refusalOf(refunded(60, 100), refunded(60, 100))).isInstanceOf(RuleViolated.class);
            assertThat(story.deal()).isEqualTo(before);
        }
    }

    @Nested
    class Rule_7_paying_too_much {

        @Test
        void is_recorded_and_shown_as_overpaid() {
            story.won().then(paid(990_000)).then(paid(1));

            assertThat(story.deal().payments().collected()).isEqualTo(990_001);
            assertThat(story.deal().payments().overpaid(Story.VALUE)).isEqualTo(1);
            assertThat(story.deal().payments().outstanding(Story.VALUE)).isZero();
        }

        @Test
        void can_be_paid_back() {
            story.won().then(paid(990_001)).then(refunded(1, 990_001));

            assertThat(story.deal().payments().overpaid(Story.VALUE)).isZero();
            assertThat(story.deal().payments().outstanding(Story.VALUE)).isZero();
        }
    }

    @Nested
    class Rule_7_reversals {

        @Test
        void a_reversal_takes_a_whole_payment_back() {
            story.won().then(paid(990_000)).then(reversed(990_000));

            assertThat(story.deal().payments()).isEqualTo(new Payments(990_000, 0, 990_000, "EUR"));
            assertThat(story.deal().payments().collected()).isZero();
            assertThat(story.deal().payments().outstanding(Story.VALUE)).isEqualTo(990_000);
        }

        @Test
        void only_a_reversal_brings_what_is_collected_below_zero() {
            story.won().then(paid(100)).then(refunded(60, 100)).then(reversed(100));

            assertThat(story.deal().payments().collected()).isEqualTo(-60);
            assertThat(story.deal().payments().outstanding(Story.VALUE)).isEqualTo(Story.VALUE.amount() + 60);
            assertThat(story.deal().payments().overpaid(Story.VALUE)).isZero();
        }

        @Test
        void below_zero_nothing_can_be_refunded_and_what_comes_in_fills_the_gap_first() {
            story.won().then(paid(100)).then(refunded(60, 100)).then(reversed(100));
            assertThat(story.refusalOf(refunded(1, 40)))
                    .isEqualTo(new RuleViolated(7, "No more than 0 of this payment can be refunded."));

            story.then(paid(100));

            assertThat(story.deal().payments().collected()).isEqualTo(40);
            assertThat(story.refusalOf(refunded(41, 100)))
                    .isEqualTo(new RuleViolated(7, "No more than 40 of this payment can be refunded."));
        }

        @Test
        void no_more_than_was_paid_can_be_reversed() {
            RuleViolated refusal = new RuleViolated(7, "No more than was paid can be reversed.");
            assertThat(story.refusalOf(reversed(1))).isEqualTo(refusal);

            story.won().then(paid(100)).then(reversed(100));

            assertThat(story.refusalOf(reversed(1))).isEqualTo(refusal);
        }

        @Test
        void a_reversal_is_positive_and_in_the_currency_of_the_deal() {
            story.won().then(paid(100));

            assertThat(story.refusalOf(reversed(0))).isEqualTo(new RuleViolated(7, "The amount must be positive."));
            assertThat(story.refusalOf(new PaymentReversed(id(22), id(20), new Money(1, "USD"))))
                    .isEqualTo(new RuleViolated(7, "This deal is paid in EUR, not in USD."));
        }
    }

    @Nested
    class Rule_7_payment_plans {

        @Test
        void instalments_add_up_to_the_value() {
            story.then(new PaymentPlanned(3, Story.VALUE));

            assertThat(story.refusalOf(new PaymentPlanned(2, new Money(989_999, "EUR"))))
                    .isEqualTo(new RuleViolated(
                            7, "The instalments add up to 989999 EUR, and the value of the deal is 990000 EUR."));
            assertThat(story.refusalOf(new PaymentPlanned(2, new Money(990_000, "USD"))))
                    .isInstanceOf(RuleViolated.class);
        }

        @Test
        void without_a_value_there_is_nothing_to_split() {
            assertThat(Story.in(Pipelines.standard()).refusalOf(new PaymentPlanned(1, Story.VALUE)))
                    .isEqualTo(new RuleViolated(
                            7, "The deal has no value that instalments could add up to. Set its value first."));
        }

        @Test
        void a_plan_can_be_taken_away_and_changes_nothing_but_the_version() {
            Deal before = story.deal();

            story.then(new PaymentPlanned(0, null));

            assertThat(story.deal()).isEqualTo(before.withSequence(before.sequence() + 1));
        }

        @Test
        void a_lost_deal_is_not_paid_in_instalments() {
            story.then(TransitionType.LOSE);

            assertThat(story.refusalOf(new PaymentPlanned(0, null))).isEqualTo(new Refusal.DealClosed(DealStatus.LOST));
        }
    }

    private static PaymentReversed reversed(long amount) {
        return new PaymentReversed(id(22), id(20), new Money(amount, "EUR"));
    }

    private static PaymentReceived paid(long amount) {
        return new PaymentReceived(id(20), new Money(amount, "EUR"));
    }

    private static PaymentRefunded refunded(long amount, long refundable) {
        return new PaymentRefunded(id(21), id(20), new Money(amount, "EUR"), refundable);
    }
}
