package io.salesprocess.deal;

import io.salesprocess.pipeline.RunningDeals;
import io.salesprocess.pipeline.domain.PipelineRef;
import jakarta.inject.Singleton;

/** Which versions of pipelines open deals follow. */
@Singleton
class OpenDealsOfPipelines implements RunningDeals {

    private final DealStore store;

    OpenDealsOfPipelines(DealStore store) {
        this.store = store;
    }

    @Override
    public boolean follow(PipelineRef version) {
        return store.isFollowed(version);
    }
}
