package io.salesprocess.event.timer;

import io.quarkus.runtime.Startup;
import io.salesprocess.pipeline.domain.TargetDuration;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long people may take before it is told, counted in the calendar of the deal's pipeline (rule 14). */
@Singleton
@Startup
final class Patience {

    private final TargetDuration question;
    private final TargetDuration message;
    private final TargetDuration approval;

    /** At the start, which fails on values that are no such durations. */
    @Inject
    Patience(
            @ConfigProperty(name = "salesprocess.timers.unanswered-question") String question,
            @ConfigProperty(name = "salesprocess.timers.unanswered-message") String message,
            @ConfigProperty(name = "salesprocess.timers.waiting-approval") String approval) {
        this.question = read("unanswered-question", question);
        this.message = read("unanswered-message", message);
        this.approval = read("waiting-approval", approval);
    }

    TargetDuration question() {
        return question;
    }

    TargetDuration message() {
        return message;
    }

    TargetDuration approval() {
        return approval;
    }

    private static TargetDuration read(String name, String value) {
        try {
            return TargetDuration.parse(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("salesprocess.timers." + name + ": " + e.getMessage(), e);
        }
    }
}
