package io.salesprocess.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What turns use up, in its order: each thread takes the next, and what is left is there for the next turn. */
final class Stock<T> {

    private final AtomicInteger next = new AtomicInteger();
    private List<T> items = new ArrayList<>();

    /** Adds more at the end, between turns. */
    void add(List<T> more) {
        List<T> all = new ArrayList<>(items.subList(Math.min(next.get(), items.size()), items.size()));
        all.addAll(more);
        items = all;
        next.set(0);
    }

    int size() {
        return Math.max(0, items.size() - next.get());
    }

    /** The next, which stays. */
    T first() {
        return items.get(next.get());
    }

    /** Takes the next. */
    T take() {
        int mine = next.getAndIncrement();
        if (mine >= items.size()) {
            throw new InvalidRoundException("Not enough was prepared for the round.");
        }
        return items.get(mine);
    }
}
