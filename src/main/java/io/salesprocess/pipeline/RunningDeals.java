package io.salesprocess.pipeline;

import io.salesprocess.pipeline.domain.PipelineRef;

/** Which versions of pipelines have deals under way. The package of deals, which builds on this one, implements it. */
public interface RunningDeals {

    /** Whether an open deal follows this version, in one of its stages. */
    boolean follow(PipelineRef version);
}
