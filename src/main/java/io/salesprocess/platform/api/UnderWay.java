package io.salesprocess.platform.api;

import io.salesprocess.platform.api.IdempotencyStore.Slot;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The keys whose requests this instance is carrying out, to tell a retry that has timed out what it waited for. */
final class UnderWay {

    private final Map<Slot, Integer> requests = new ConcurrentHashMap<>();

    /** Does the work of a request, which counts as under way until that ends. */
    <T> T during(Slot slot, Supplier<T> work) {
        requests.merge(slot, 1, Integer::sum);
        try {
            return work.get();
        } finally {
            requests.computeIfPresent(slot, (key, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Whether there are others than the one request that asks. */
    boolean others(Slot slot) {
        return requests.getOrDefault(slot, 0) > 1;
    }
}
