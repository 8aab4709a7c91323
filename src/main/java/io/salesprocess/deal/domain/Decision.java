package io.salesprocess.deal.domain;

import java.util.List;

/** What {@link SalesProcess} says to a command. */
public sealed interface Decision {

    /** It may happen; these events have then happened, at least one and in this order. */
    record Accepted(List<DealEvent> events) implements Decision {
        public Accepted {
            events = List.copyOf(events);
        }

        static Accepted of(DealEvent event) {
            return new Accepted(List.of(event));
        }
    }

    /** It may not. */
    record Refused(Refusal refusal) implements Decision {}
}
