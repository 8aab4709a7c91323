package io.salesprocess.scenario.random;

import java.util.List;
import java.util.Random;

/** All that is left to chance in a random life. */
public final class Dice {

    /** The id of nothing. */
    public static final String NOBODY = "00000000-0000-7000-8000-000000000000";

    private final Random random;

    public Dice(long seed) {
        random = new Random(seed);
    }

    /** From 0 up to but not including the bound. */
    public int roll(int bound) {
        return random.nextInt(bound);
    }

    /** True once in so many times. */
    public boolean onceIn(int times) {
        return random.nextInt(times) == 0;
    }

    public double share() {
        return random.nextDouble();
    }

    @SafeVarargs
    public final <T> T pick(T... values) {
        return values[random.nextInt(values.length)];
    }

    /** Mostly one of these, sometimes the id of nothing. */
    public String one(List<String> known) {
        return known.isEmpty() || onceIn(10) ? NOBODY : known.get(random.nextInt(known.size()));
    }

    /** An amount and a currency, mostly the usual one. */
    String money() {
        return 1 + random.nextInt(1000) + (onceIn(10) ? " USD" : " EUR");
    }
}
