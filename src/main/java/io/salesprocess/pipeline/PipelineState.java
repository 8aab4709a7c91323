package io.salesprocess.pipeline;

import io.salesprocess.pipeline.domain.PipelineRef;

/**
 * What of a pipeline changes.
 *
 * @param newest the newest version
 * @param retired whether it takes no new deals
 * @param revision rises with every publication and every change of {@code retired}; the entity tag
 */
record PipelineState(PipelineRef newest, boolean retired, long revision) {}
