package io.salesprocess.platform.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;

/**
 * Counts requests, and refuses those beyond the limit. A bucket of so many requests is refilled evenly over its window. The
 * buckets are this instance's own.
 */
@Singleton
public class RateLimits {

    private static final String RATE_LIMIT = "RateLimit";
    private static final String RATE_LIMIT_POLICY = "RateLimit-Policy";
    private static final String RETRY_AFTER = "Retry-After";

    /** The least used are forgotten, so that strangers cannot fill the memory with addresses. */
    private static final long MOST_BUCKETS = 100_000;

    private final Map<Policy, Limit> limits = new EnumMap<>(Policy.class);

    @Inject
    RateLimits(Config config, MeterRegistry registry) {
        this(config, TimeMeter.SYSTEM_NANOTIME, registry);
    }

    RateLimits(Config config, TimeMeter time, MeterRegistry registry) {
        for (Policy policy : Policy.values()) {
            String name = "salesprocess.rate-limit." + policy.label();
            long requests = config.getValue(name + ".requests", Long.class);
            Duration window = config.getValue(name + ".window", Duration.class);
            if (requests < 0 || window.toSeconds() < 1) {
                throw new IllegalArgumentException(name + " needs requests from 0 on, and a window from one second on");
            }
            if (requests > 0) {
                limits.put(policy, new Limit(policy, requests, window, time, registry));
            }
        }
    }

    /**
     * Counts a request, and says in its answer how many are left. Beyond the limit it is refused as {@code rate-limited}.
     *
     * @param who whom to count it for: an id of a key or a person, or a {@link ClientAddress}
     */
    public void spend(Policy policy, String who, RoutingContext request) {
        spend(policy, who, request.response().headers());
    }

    /** Refuses a request for which nothing is left, without counting it. */
    public void mayAsk(Policy policy, String who, RoutingContext request) {
        mayAsk(policy, who, request.response().headers());
    }

    void mayAsk(Policy policy, String who, MultiMap headers) {
        Limit limit = limits.get(policy);
        Bucket bucket = limit == null ? null : limit.buckets.getIfPresent(who);
        if (bucket != null && bucket.getAvailableTokens() == 0) {
            spend(policy, who, headers);
        }
    }

    void spend(Policy policy, String who, MultiMap headers) {
        Limit limit = limits.get(policy);
        if (limit == null) {
            return;
        }
        ConsumptionProbe probe = limit.buckets.get(who).tryConsumeAndReturnRemaining(1);
        long seconds = seconds(probe.isConsumed() ? probe.getNanosToWaitForReset() : probe.getNanosToWaitForRefill());
        headers.set(RATE_LIMIT_POLICY, limit.description);
        headers.set(RATE_LIMIT, limit.prefix + probe.getRemainingTokens() + ";t=" + seconds);
        if (!probe.isConsumed()) {
            limit.refusals.increment();
            headers.set(RETRY_AFTER, Long.toString(seconds));
            throw ProblemException.of(
                    ProblemType.RATE_LIMITED, "There were too many requests. Wait " + seconds + " s before the next.");
        }
    }

    private static long seconds(long nanos) {
        return Math.max(1, TimeUnit.NANOSECONDS.toSeconds(nanos + TimeUnit.SECONDS.toNanos(1) - 1));
    }

    private static final class Limit {

        private final LoadingCache<String, Bucket> buckets;
        private final String description;
        private final String prefix;
        private final Counter refusals;

        Limit(Policy policy, long requests, Duration window, TimeMeter time, MeterRegistry registry) {
            refusals = registry.counter("salesprocess.rate.limit.refusals", "policy", policy.label());
            // A bucket that was left alone for so long is full, and so as good as a new one.
            buckets = Caffeine.newBuilder()
                    .maximumSize(MOST_BUCKETS)
                    .expireAfterAccess(window)
                    .build(who -> Bucket.builder()
                            .withCustomTimePrecision(time)
                            .addLimit(limit -> limit.capacity(requests).refillGreedy(requests, window))
                            .build());
            description = "\"" + policy.label() + "\";q=" + requests + ";w=" + window.toSeconds();
            prefix = "\"" + policy.label() + "\";r=";
        }
    }
}
