package io.salesprocess.event;

import io.salesprocess.access.Reach;
import io.salesprocess.deal.history.HistoryPosition;
import io.salesprocess.deal.history.PlacedEvent;
import io.salesprocess.platform.api.Json;

/** An event that was read once for all who wait for it, and is written once for all who get it. */
final class News {

    private final PlacedEvent placed;
    private final Reach.Standing standing;
    private volatile String json;
    private volatile String cursor;

    /** @param standing how its deal stood when it was read; null if nobody needed to know */
    News(PlacedEvent placed, Reach.Standing standing) {
        this.placed = placed;
        this.standing = standing;
    }

    PlacedEvent placed() {
        return placed;
    }

    HistoryPosition position() {
        return placed.position();
    }

    boolean isJudgedBy(EventFilter filter) {
        return standing != null || filter.scope().isEverything();
    }

    boolean passes(EventFilter filter) {
        return filter.wants(placed.event())
                && (filter.scope().isEverything() || filter.scope().includes(standing));
    }

    String json(Json writer) {
        String written = json;
        if (written == null) {
            written = writer.write(CloudEvent.of(placed.event()));
            json = written;
        }
        return written;
    }

    String cursor(FeedCursors cursors) {
        String written = cursor;
        if (written == null) {
            written = cursors.write(placed.position());
            cursor = written;
        }
        return written;
    }
}
