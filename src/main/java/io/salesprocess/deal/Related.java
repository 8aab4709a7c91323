package io.salesprocess.deal;

import io.salesprocess.offering.OfferingResponse;
import io.salesprocess.platform.api.Versioned;
import io.salesprocess.prospect.ProspectResponse;
import java.util.Map;
import java.util.UUID;

/**
 * What is shown of the resources that deals name, by their ids. What the caller may not see is missing, and so is what there is
 * not, such as an erased prospect.
 */
record Related(Map<UUID, Versioned<ProspectResponse>> prospects, Map<UUID, Versioned<OfferingResponse>> offerings) {

    static final Related NONE = new Related(Map.of(), Map.of());

    ProspectResponse prospect(UUID id) {
        Versioned<ProspectResponse> found = prospects.get(id);
        return found == null ? null : found.value();
    }

    OfferingResponse offering(UUID id) {
        Versioned<OfferingResponse> found = id == null ? null : offerings.get(id);
        return found == null ? null : found.value();
    }

    /** What tells apart two representations of a deal that differ in what they show of others; empty if they show nothing. */
    String tag() {
        StringBuilder tag = new StringBuilder();
        prospects.values().forEach(prospect -> tag.append("-p").append(prospect.version()));
        offerings.values().forEach(offering -> tag.append("-o").append(offering.version()));
        return tag.toString();
    }
}
