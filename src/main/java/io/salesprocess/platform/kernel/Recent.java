package io.salesprocess.platform.kernel;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.Function;

/**
 * What was read within the last second, cached for up to one second: for what is asked with every request and seldom changed.
 * Whoever changes it here calls {@link #forget}, so that a caller sees their own change; what another instance changes is seen
 * a second later at the most.
 */
public final class Recent<K, V> {

    private static final Duration BELIEVED_FOR = Duration.ofSeconds(1);
    private static final long MOST = 10_000;

    private volatile Cache<K, V> known = empty();

    /** @param read is not null, and asked once however many want to know */
    public V get(K key, Function<K, V> read) {
        return known.get(key, read);
    }

    /** Reads again from now on. A read under way may return what was there before, but does not cache it. */
    public void forget() {
        known = empty();
    }

    private static <K, V> Cache<K, V> empty() {
        return Caffeine.newBuilder()
                .expireAfterWrite(BELIEVED_FOR)
                .maximumSize(MOST)
                .build();
    }
}
