package io.salesprocess.pipeline.domain;

/** What a salesperson collects about the prospect's product. */
public enum QualificationTopic {
    PRODUCT_BACKGROUND,
    PRODUCT_HISTORY,
    TARGET_AUDIENCE,
    POSSIBLE_ISSUES
}
