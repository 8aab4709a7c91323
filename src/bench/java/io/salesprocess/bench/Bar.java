package io.salesprocess.bench;

/**
 * What is good enough.
 *
 * @param least whether it is the least that must be reached, or the most that may be
 */
record Bar(boolean least, double limit, String unit) {

    static Bar atLeast(double limit) {
        return new Bar(true, limit, "");
    }

    static Bar atMost(double limit, String unit) {
        return new Bar(false, limit, unit);
    }

    boolean isMetBy(double value) {
        return least ? value >= limit : value <= limit;
    }
}
