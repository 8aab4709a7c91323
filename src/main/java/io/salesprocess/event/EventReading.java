package io.salesprocess.event;

import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.domain.EventTypes;
import io.salesprocess.deal.history.HistoryPosition;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.UseCase;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads the feed for a caller, who sees events of deals that they may see now (rule 17). */
@UseCase
class EventReading {

    /** Where the feed ends when it is asked. */
    private static final String NOW = "now";

    /** Types as history and as envelopes name them. */
    private static final Map<String, String> TYPES = EventTypes.all().keySet().stream()
            .flatMap(type -> List.of(Map.entry(type, type), Map.entry(CloudEvent.typeOf(type), type)).stream())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    private final EventFeed feed;
    private final FeedCursors cursors;
    private final Deals deals;

    EventReading(EventFeed feed, FeedCursors cursors, Deals deals) {
        this.feed = feed;
        this.cursors = cursors;
        this.deals = deals;
    }

    /** What the caller wants of what the caller may see. */
    EventFilter filter(Caller caller, List<String> types, UUID dealId) {
        EventFilter filter = new EventFilter(named(types), dealId, caller.require(Permission.READ_DEALS));
        if (dealId != null) {
            deals.get(caller, dealId);
        }
        return filter;
    }

    /**
     * Where the caller goes on.
     *
     * @param after a cursor, {@code now} for the end, or null for the beginning
     * @param parameter what the caller calls it
     */
    HistoryPosition position(String after, String parameter) {
        if (after == null) {
            return HistoryPosition.BEGINNING;
        }
        return after.equals(NOW) ? feed.end() : cursors.read(after, parameter);
    }

    /** What follows the position. */
    EventFeed.Batch read(HistoryPosition from, EventFilter filter, int limit) {
        return feed.after(from, filter, limit);
    }

    private static Set<String> named(List<String> types) {
        Set<String> known = new LinkedHashSet<>();
        List<FieldError> errors = new ArrayList<>();
        for (String list : types) {
            for (String type : list.split(",", -1)) {
                String found = TYPES.get(type.strip());
                if (found == null) {
                    errors.add(FieldError.in(
                            "types",
                            "must be types of events, separated by commas, such as deal.advanced; there is no "
                                    + type.strip()));
                } else {
                    known.add(found);
                }
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return known;
    }
}
