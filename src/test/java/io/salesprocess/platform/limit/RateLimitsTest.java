package io.salesprocess.platform.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

    private long now;

    private final TimeMeter clock = new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return now;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    };

    private final RateLimits limits =
            new RateLimits(config("anonymous", "3", "PT1M"), clock, new SimpleMeterRegistry());

    @Test
    void every_answer_says_how_many_are_left() {
        MultiMap first = spend("ada");
        assertThat(first.get("RateLimit-Policy")).isEqualTo("\"anonymous\";q=3;w=60");
        assertThat(first.get("RateLimit")).isEqualTo("\"anonymous\";r=2;t=20");
        assertThat(spend("ada").get("RateLimit")).isEqualTo("\"anonymous\";r=1;t=40");
    }

    @Test
    void beyond_the_limit_requests_are_refused_and_told_when_to_come_back() {
        for (int i = 0; i < 3; i++) {
            spend("ada");
        }
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        assertThatThrownBy(() -> limits.spend(Policy.ANONYMOUS, "ada", headers))
                .asInstanceOf(type(ProblemException.class))
                .extracting(ProblemException::type)
                .isEqualTo(ProblemType.RATE_LIMITED);
        assertThat(headers.get("Retry-After")).isEqualTo("20");
        assertThat(headers.get("RateLimit")).isEqualTo("\"anonymous\";r=0;t=20");
        now += Duration.ofSeconds(20).toNanos();
        assertThat(spend("ada").get("RateLimit")).isEqualTo("\"anonymous\";r=0;t=60");
        assertThatThrownBy(() -> spend("ada")).isInstanceOf(ProblemException.class);
    }

    @Test
    void one_caller_does_not_use_up_anothers() {
        for (int i = 0; i < 3; i++) {
            spend("ada");
        }
        assertThat(spend("cy").get("RateLimit")).startsWith("\"anonymous\";r=2");
    }

    @Test
    void zero_is_no_limit() {
        RateLimits off = new RateLimits(config("anonymous", "0", "PT1M"), clock, new SimpleMeterRegistry());
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < 1_000; i++) {
            off.spend(Policy.ANONYMOUS, "ada", headers);
        }
        assertThat(headers.isEmpty()).isTrue();
    }

    @Test
    void a_limit_that_makes_no_sense_is_refused_at_the_start() {
        assertThatThrownBy(() -> new RateLimits(config("refused", "-1", "PT1M"), clock, new SimpleMeterRegistry()))
                .hasMessageContaining("salesprocess.rate-limit.refused");
        assertThatThrownBy(() -> new RateLimits(config("key", "1", "PT0S"), clock, new SimpleMeterRegistry()))
                .hasMessageContaining("salesprocess.rate-limit.key");
    }

    private MultiMap spend(String who) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        limits.spend(Policy.ANONYMOUS, who, headers);
        return headers;
    }

    private static SmallRyeConfig config(String policy, String requests, String window) {
        Map<String, String> values = new HashMap<>();
        for (Policy other : Policy.values()) {
            values.put("salesprocess.rate-limit." + other.label() + ".requests", "1");
            values.put("salesprocess.rate-limit." + other.label() + ".window", "PT1S");
        }
        values.put("salesprocess.rate-limit." + policy + ".requests", requests);
        values.put("salesprocess.rate-limit." + policy + ".window", window);
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .addDiscoveredConverters()
                .build();
    }
}
