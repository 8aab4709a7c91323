package io.salesprocess.insight.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an axis has its marks: at round numbers, from 0 on.
 *
 * @param step between two marks
 * @param end the last mark, which is not before the largest value
 */
record Axis(double step, double end) {

    private static final double[] ROUND = {1, 2, 2.5, 5, 10};

    /** An axis for values up to the largest one. */
    static Axis to(double largest, int mostMarks) {
        if (largest <= 0) {
            return new Axis(1, 1);
        }
        double magnitude = Math.pow(10, Math.floor(Math.log10(largest / mostMarks)));
        for (double round : ROUND) {
            double step = round * magnitude;
            if (step * mostMarks >= largest * (1 - 1e-9)) {
                return new Axis(step, step * Math.ceil(largest / step - 1e-9));
            }
        }
        throw new IllegalStateException("The last round number is always large enough.");
    }

    /** Its marks from 0 to the end. */
    List<BigDecimal> marks() {
        List<BigDecimal> marks = new ArrayList<>();
        BigDecimal one = BigDecimal.valueOf(step);
        long number = Math.round(end / step);
        for (long i = 0; i <= number; i++) {
            marks.add(one.multiply(BigDecimal.valueOf(i)).setScale(6, RoundingMode.HALF_UP));
        }
        return marks;
    }
}
