package io.salesprocess.proposal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the lines of a proposal come to, in the currency's minor unit: net = round(quantity × price × (1 − discount)) for each line,
 * tax = round(rate × sum of nets) for each rate, gross = nets + taxes. All rounding is half up.
 *
 * @param nets of the lines, in their order
 * @param taxes by rate, the lowest first
 */
record Totals(List<BigDecimal> nets, BigDecimal net, Map<BigDecimal, TaxSum> taxes, BigDecimal gross) {

    /** A line as numbers. */
    record Line(BigDecimal quantity, BigDecimal unitPrice, BigDecimal discount, BigDecimal taxRate) {}

    /** What one rate comes to. */
    record TaxSum(BigDecimal net, BigDecimal amount) {}

    static Totals of(List<Line> lines) {
        List<BigDecimal> nets = new ArrayList<>();
        // Compared by value, so that 0.19 and 0.190 are one rate.
        Map<BigDecimal, BigDecimal> byRate = new TreeMap<>();
        BigDecimal net = BigDecimal.ZERO;
        for (Line line : lines) {
            BigDecimal amount = round(
                    line.quantity().multiply(line.unitPrice()).multiply(BigDecimal.ONE.subtract(line.discount())));
            nets.add(amount);
            net = net.add(amount);
            byRate.merge(line.taxRate(), amount, BigDecimal::add);
        }
        Map<BigDecimal, TaxSum> taxes = new TreeMap<>();
        BigDecimal gross = net;
        for (Map.Entry<BigDecimal, BigDecimal> rate : byRate.entrySet()) {
            BigDecimal tax = round(rate.getKey().multiply(rate.getValue()));
            taxes.put(rate.getKey(), new TaxSum(rate.getValue(), tax));
            gross = gross.add(tax);
        }
        return new Totals(nets, net, taxes, gross);
    }

    private static BigDecimal round(BigDecimal amount) {
        return amount.setScale(0, RoundingMode.HALF_UP);
    }
}
