package io.salesprocess.deal;

import io.salesprocess.pipeline.Pipelines;
import io.salesprocess.platform.kernel.Ids;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The write path with another clock than the machine's, for tests in which days pass. */
@Singleton
public class DealsAtAnyTime {

    private final DealStore store;
    private final Pipelines pipelines;
    private final DealAccess access;
    private final DealMetrics metrics;
    private final Ids ids;

    DealsAtAnyTime(DealStore store, Pipelines pipelines, DealAccess access, DealMetrics metrics, Ids ids) {
        this.store = store;
        this.pipelines = pipelines;
        this.access = access;
        this.metrics = metrics;
        this.ids = ids;
    }

    public Deals by(Clock clock) {
        return new Deals(store, pipelines, access, metrics, ids, clock);
    }
}
