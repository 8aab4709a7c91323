package io.salesprocess.platform.http;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long a request and its answer may travel, and how much of all of them may be held at a time. */
@Singleton
class HttpLimits {

    /** What bodies, and what answers, may take of the heap by default. The rest is for what is made of them. */
    private static final int SHARE_OF_HEAP = 16;

    private final Duration headTimeout;
    private final Duration bodyTimeout;
    private final Duration answerTimeout;
    private final int connections;
    private final long bodies;
    private final long answers;

    HttpLimits(
            @ConfigProperty(name = "salesprocess.http.head-timeout") Duration headTimeout,
            @ConfigProperty(name = "salesprocess.http.body-timeout") Duration bodyTimeout,
            @ConfigProperty(name = "salesprocess.http.answer-timeout") Duration answerTimeout,
            @ConfigProperty(name = "salesprocess.http.max-connections") int connections,
            @ConfigProperty(name = "salesprocess.http.max-bodies") Optional<MemorySize> bodies,
            @ConfigProperty(name = "salesprocess.http.max-answers") Optional<MemorySize> answers) {
        this.headTimeout = headTimeout;
        this.bodyTimeout = bodyTimeout;
        this.answerTimeout = answerTimeout;
        this.connections = connections;
        this.bodies = bytes(bodies);
        this.answers = bytes(answers);
        if (connections < 1 || this.bodies < 1 || this.answers < 1) {
            throw new IllegalArgumentException("salesprocess.http needs limits from 1 on");
        }
    }

    private static long bytes(Optional<MemorySize> configured) {
        return configured
                .map(MemorySize::asLongValue)
                .orElseGet(() -> Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    /** Nanoseconds from the first byte of a request until its body begins. */
    long headNanos() {
        return headTimeout.toNanos();
    }

    /** Nanoseconds from the end of the head until the end of the body. */
    long bodyNanos() {
        return bodyTimeout.toNanos();
    }

    /** Nanoseconds until the client has taken what it is sent. */
    long answerNanos() {
        return answerTimeout.toNanos();
    }

    int connections() {
        return connections;
    }

    /** Bytes of all bodies whose requests have not been answered yet. */
    long bodies() {
        return bodies;
    }

    /** Bytes of all answers that clients have not taken yet. */
    long answers() {
        return answers;
    }
}
