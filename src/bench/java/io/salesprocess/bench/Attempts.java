package io.salesprocess.bench;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Measures again what did not count, or what others have disturbed; of several disturbed attempts the least is taken. */
final class Attempts {

    private static final int MOST = 4;
    private static final double ALL = 100;

    private final double bearable;
    private final Neighbours neighbours;

    /** @param bearable the share of the machine that others may use meanwhile */
    Attempts(double bearable, List<Site> sites) {
        this.bearable = bearable;
        this.neighbours = new Neighbours(() ->
                Stream.concat(Stream.of(ProcessHandle.current()), sites.stream().map(site -> site.database()
                        .process())));
    }

    /**
     * What came of it.
     *
     * @param idle the share of the machine that nobody used
     * @param others the share that others used
     */
    record Outcome<T>(T result, double idle, double others) {}

    /** Measures work that needs nothing to be prepared. */
    <T> Outcome<T> measure(Supplier<T> work) {
        return measure(() -> {}, work);
    }

    /** Measures work, each time after it has been prepared. */
    <T> Outcome<T> measure(Runnable preparation, Supplier<T> work) {
        Outcome<T> best = null;
        InvalidRoundException reason = null;
        for (int i = 0; i < MOST && (best == null || best.others() > bearable); i++) {
            preparation.run();
            Neighbours.Ticks before = neighbours.ticks();
            try {
                T result = work.get();
                Neighbours.Ticks after = neighbours.ticks();
                Outcome<T> outcome = new Outcome<>(result, after.idleSince(before), after.othersSince(before));
                best = best == null || outcome.others() < best.others() ? outcome : best;
            } catch (InvalidRoundException e) {
                System.out.println("Again: " + e.getMessage());
                reason = e;
            }
        }
        if (best == null) {
            throw reason;
        }
        return best;
    }

    /** How much others have disturbed, for people. */
    static String disturbance(Spread others) {
        return "others ≤ %.0f %%".formatted(ALL * others.highest());
    }
}
