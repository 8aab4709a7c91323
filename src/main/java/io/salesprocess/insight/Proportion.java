package io.salesprocess.insight;

/**
 * So many of so many, and how sure that is. Intervals hold the true proportion in 95 of 100 cases.
 *
 * @param hits from 0 to {@code of}
 */
public record Proportion(long hits, long of) {

    /** Below so many cases a proportion says little, whatever it is. */
    public static final int SMALL = 10;

    /** The 97.5th percentile of the standard normal distribution. */
    private static final double Z = 1.959963984540054;

    /** A proportion or a difference of two, with its interval. */
    public record Estimate(double value, double low, double high) {}

    public Proportion {
        if (hits < 0 || hits > of) {
            throw new IllegalArgumentException(hits + " of " + of + " is no proportion.");
        }
    }

    /** The cases that are not among those of another proportion, which are all among these. */
    Proportion without(Proportion part) {
        return new Proportion(hits - part.hits, of - part.of);
    }

    /** Whether there are so few cases that the proportion says little. */
    public boolean isSmall() {
        return of < SMALL;
    }

    /** The proportion with Wilson's score interval; null without cases. */
    public Estimate estimate() {
        if (of == 0) {
            return null;
        }
        double n = of;
        double p = hits / n;
        double square = Z * Z;
        double center = p + square / (2 * n);
        double half = Z * Math.sqrt(p * (1 - p) / n + square / (4 * n * n));
        double scale = 1 + square / n;
        // At the ends the bound is exact; calculated, it would miss it by a rounding.
        double low = hits == 0 ? 0 : (center - half) / scale;
        double high = hits == of ? 1 : (center + half) / scale;
        return new Estimate(p, low, high);
    }

    /** This proportion less the other one, with Newcombe's hybrid score interval; null if either has no cases. */
    public Estimate minus(Proportion other) {
        Estimate mine = estimate();
        Estimate theirs = other.estimate();
        if (mine == null || theirs == null) {
            return null;
        }
        double difference = mine.value() - theirs.value();
        double down = Math.hypot(mine.value() - mine.low(), theirs.high() - theirs.value());
        double up = Math.hypot(mine.high() - mine.value(), theirs.value() - theirs.low());
        return new Estimate(difference, difference - down, difference + up);
    }
}
