package io.salesprocess.pipeline;

import java.util.List;

/**
 * What opens deals in pipelines without a person who could be refused, such as forms. While there is any, a pipeline cannot be
 * retired: what comes in by it could neither be refused nor lost (rule 10). Features above this package implement it.
 */
public interface PipelineUse {

    /**
     * What opens deals in the pipeline, such as {@code form contact}. Whoever begins to do so calls
     * {@link Pipelines#mustTakeDeals} in its transaction, and so waits for one that retires the pipeline.
     */
    List<String> of(String pipeline, int limit);
}
