package io.salesprocess.event;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A part of the feed.
 *
 * @param next where to go on, also if there was nothing
 */
@Schema(name = "FeedPage", description = "Events in commit order, and where to go on.")
record FeedPage(
        @Schema(description = "May be empty or shorter than `limit` though there is more.")
        List<CloudEvent> items,

        @Schema(
                description =
                        "Send it as `after` to go on; it is there also if there are no events, and may be the same.")
        String next) {}
