package io.salesprocess.pipeline.domain;

import java.util.Set;
import java.util.UUID;

/**
 * What is to be sold.
 *
 * @param offeringId null while none has been selected
 * @param customFields keys of the deal's custom fields that have a value
 */
public record Subject(UUID offeringId, Set<String> customFields) {

    static final Subject UNKNOWN = new Subject(null, Set.of());

    public Subject {
        customFields = Sorted.copyOf(customFields);
    }

    public Subject selected(UUID offering) {
        return new Subject(offering, customFields);
    }

    public Subject withCustomFields(Set<String> keys) {
        return new Subject(offeringId, keys);
    }
}
