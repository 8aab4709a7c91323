package io.salesprocess.event.timer;

import java.util.stream.Stream;

/** What timers wait for besides attempts at stages, whose due dates deals have themselves. */
enum TimerKind {
    QUESTION("question.unanswered"),
    MESSAGE("message.unanswered"),
    PROPOSAL("proposal.expired"),
    /** All instalments of a deal share one timer, which is set to when the next may be overdue. */
    PAYMENT("payment.overdue"),
    APPROVAL("approval.waiting");

    private final String event;

    TimerKind(String event) {
        this.event = event;
    }

    /** The type of the event that tells it, which is also what it is stored as. */
    String event() {
        return event;
    }

    static TimerKind of(String event) {
        return Stream.of(values())
                .filter(kind -> kind.event.equals(event))
                .findFirst()
                .orElseThrow();
    }
}
