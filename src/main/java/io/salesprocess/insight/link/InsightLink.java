package io.salesprocess.insight.link;

import io.salesprocess.access.Caller;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A link to a page of insights, without its secret, which is not stored.
 *
 * @param name what people know it by, or null
 * @param embedOn origins of web sites that may frame the page
 * @param maker who created it, as they were then
 */
record InsightLink(
        UUID id,
        String name,
        InsightFilters filters,
        List<String> embedOn,
        Instant createdAt,
        Instant expiresAt,
        Caller maker) {}
