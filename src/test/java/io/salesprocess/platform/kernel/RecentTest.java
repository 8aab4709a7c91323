package io.salesprocess.platform.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecentTest {

    private final Recent<String, Integer> recent = new Recent<>();
    private final AtomicInteger reads = new AtomicInteger();

    @Test
    void what_was_just_read_is_not_read_again() {
        assertThat(recent.get("key", key -> reads.incrementAndGet())).isEqualTo(1);
        assertThat(recent.get("key", key -> reads.incrementAndGet())).isEqualTo(1);
    }

    @Test
    void what_is_forgotten_is_read_anew() {
        recent.get("key", key -> reads.incrementAndGet());
        recent.forget();
        assertThat(recent.get("key", key -> reads.incrementAndGet())).isEqualTo(2);
    }

    @Test
    void what_was_read_while_it_changed_is_not_believed_afterwards() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch changed = new CountDownLatch(1);
        CompletableFuture<Integer> early = CompletableFuture.supplyAsync(() -> recent.get("key", key -> {
            reading.countDown();
            await(changed);
            return reads.incrementAndGet();
        }));
        await(reading);
        recent.forget();
        changed.countDown();
        assertThat(early.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(recent.get("key", key -> reads.incrementAndGet())).isEqualTo(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
