package io.salesprocess.pipeline.domain;

import java.util.Objects;

/**
 * One published version of a pipeline. A published version never changes, so a reference means the same for ever.
 *
 * @param key the pipeline's key, such as {@code standard}
 * @param version from 1
 */
public record PipelineRef(String key, int version) {

    public PipelineRef {
        Objects.requireNonNull(key, "key");
        if (version < 1) {
            throw new IllegalArgumentException("Versions of a pipeline begin with 1.");
        }
    }
}
