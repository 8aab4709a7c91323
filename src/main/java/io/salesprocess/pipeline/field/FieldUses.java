package io.salesprocess.pipeline.field;

import java.util.List;

/** What needs a custom field of deals. Pipelines, whose stages can ask for a value, implement it. */
public interface FieldUses {

    /**
     * The places that need the field, each in words, such as {@code stage qualification of pipeline standard, version 2}: stages
     * of the newest version of a pipeline, and of older versions that open deals follow.
     */
    List<String> of(String key);
}
