package io.salesprocess.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Adding up, to the last unit. */
class TotalsTest {

    private static final int RANDOM_PROPOSALS = 10_000;

    /** Computed by hand. Prices are in the minor unit: 500 yen, 1.234 dinars as 1234, 10 euros as 1000. */
    @ParameterizedTest
    @CsvSource({
        // quantity, price, discount, rate, net, tax, gross
        "1, 1000, 0, 0.19, 1000, 190, 1190",
        "1, 1000, 0, 0, 1000, 0, 1000",
        // 333 / 1000 of 10 euros is 3.33 euros; 19 per cent of it are 63.27 cents
        "0.333, 1000, 0, 0.19, 333, 63, 396",
        // half a cent is rounded up: 0.5 * 1 = 0.5
        "0.5, 1, 0, 0, 1, 0, 1",
        "0.499, 1, 0, 0, 0, 0, 0",
        "1.5, 1, 0, 0, 2, 0, 2",
        // 2.5 is rounded up too, not to the even 2
        "2.5, 1, 0, 0, 3, 0, 3",
        // tax of exactly half a cent: 0.05 * 10 = 0.5
        "1, 10, 0, 0.05, 10, 1, 11",
        "1, 9, 0, 0.05, 9, 0, 9",
        // 3 * 3333 * 0.9 = 8999.1
        "3, 3333, 0.1, 0.19, 8999, 1710, 10709",
        // yen: 0.333 * 500 = 166.5
        "0.333, 500, 0, 0.1, 167, 17, 184",
        // dinars: 2.125 * 1234 = 2622.25; 5 per cent are 131.1
        "2.125, 1234, 0, 0.05, 2622, 131, 2753",
        // a discount that leaves nothing
        "7, 1000, 1, 0.19, 0, 0, 0",
        // as large as it gets: 9 digits before the point
        "999999999.999, 9007199, 0, 0, 9007198999990993, 0, 9007198999990993"
    })
    void one_item(String quantity, long price, String discount, String rate, long net, long tax, long gross) {
        Totals totals = Totals.of(List.of(line(quantity, price, discount, rate)));
        assertThat(totals.net()).isEqualByComparingTo(BigDecimal.valueOf(net));
        assertThat(totals.taxes().get(new BigDecimal(rate)).amount()).isEqualByComparingTo(BigDecimal.valueOf(tax));
        assertThat(totals.gross()).isEqualByComparingTo(BigDecimal.valueOf(gross));
    }

    @Test
    void tax_is_taken_of_the_sum_of_each_rate_and_not_of_each_item() {
        // Three times 0.03 at 19 per cent: 0.57 cents each, rounded 1 each, but 1.71 together, rounded 2.
        Totals totals = Totals.of(List.of(
                line("1", 3, "0", "0.19"),
                line("1", 3, "0", "0.19"),
                line("1", 3, "0", "0.190"),
                line("1", 100, "0", "0.07")));
        assertThat(totals.taxes()).hasSize(2);
        assertThat(totals.taxes().values().stream().map(Totals.TaxSum::amount).map(BigDecimal::longValueExact))
                .containsExactly(7L, 2L);
        assertThat(totals.gross()).isEqualByComparingTo("118");
    }

    /** The same written elsewhere in whole numbers of millionths, where half up is adding a half and cutting off. */
    @Test
    void ten_thousand_random_proposals_agree_with_whole_numbers() {
        long seed = Long.getLong("totals.seed", System.nanoTime());
        Random random = new Random(seed);
        BigInteger net9 = BigInteger.TEN.pow(9);
        BigInteger rate6 = BigInteger.TEN.pow(6);
        for (int i = 0; i < RANDOM_PROPOSALS; i++) {
            List<Totals.Line> lines = new ArrayList<>();
            BigInteger net = BigInteger.ZERO;
            Map<Integer, BigInteger> byRate = new TreeMap<>();
            int count = 1 + random.nextInt(12);
            for (int j = 0; j < count; j++) {
                int thousandths = 1 + random.nextInt(random.nextBoolean() ? 2_000 : 1_000_000);
                long price = random.nextInt(random.nextBoolean() ? 100 : 1_000_000_000);
                int discount = random.nextInt(3) == 0 ? random.nextInt(1_000_001) : 0;
                int rate =
                        new int[] {0, 50_000, 70_000, 190_000, 200_000, random.nextInt(1_000_000)}[random.nextInt(6)];
                lines.add(new Totals.Line(
                        BigDecimal.valueOf(thousandths, 3),
                        BigDecimal.valueOf(price),
                        BigDecimal.valueOf(discount, 6),
                        BigDecimal.valueOf(rate, 6)));
                BigInteger exact = BigInteger.valueOf(thousandths)
                        .multiply(BigInteger.valueOf(price))
                        .multiply(BigInteger.valueOf(1_000_000L - discount));
                BigInteger rounded = halfUp(exact, net9);
                net = net.add(rounded);
                byRate.merge(rate, rounded, BigInteger::add);
            }
            BigInteger gross = net;
            for (Map.Entry<Integer, BigInteger> sum : byRate.entrySet()) {
                gross = gross.add(halfUp(sum.getValue().multiply(BigInteger.valueOf(sum.getKey())), rate6));
            }
            Totals totals = Totals.of(lines);
            assertThat(totals.net().toBigIntegerExact()).as("seed %d", seed).isEqualTo(net);
            assertThat(totals.gross().toBigIntegerExact()).as("seed %d", seed).isEqualTo(gross);
        }
    }

    private static BigInteger halfUp(BigInteger amount, BigInteger unit) {
        return amount.add(unit.divide(BigInteger.TWO)).divide(unit);
    }

    private static Totals.Line line(String quantity, long price, String discount, String rate) {
        return new Totals.Line(
                new BigDecimal(quantity), BigDecimal.valueOf(price), new BigDecimal(discount), new BigDecimal(rate));
    }
}
