package io.salesprocess.event;

import io.micrometer.core.instrument.MeterRegistry;
import io.salesprocess.access.Caller;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How many readers wait and listen at this instance, and how many may. */
@Singleton
class ReaderLimits {

    private final Group waiting;
    private final Group streams;

    ReaderLimits(
            @ConfigProperty(name = "salesprocess.events.max-waiting") int mostWaiting,
            @ConfigProperty(name = "salesprocess.events.max-waiting-per-caller") int mostWaitingOfOne,
            @ConfigProperty(name = "salesprocess.events.max-streams") int mostStreams,
            @ConfigProperty(name = "salesprocess.events.max-streams-per-caller") int mostStreamsOfOne,
            MeterRegistry registry) {
        this.waiting = new Group("requests that wait for events", mostWaiting, mostWaitingOfOne);
        this.streams = new Group("streams of events", mostStreams, mostStreamsOfOne);
        registry.gauge("salesprocess.events.waiting", waiting, Group::size);
        registry.gauge("salesprocess.events.streams", streams, Group::size);
    }

    Group waiting() {
        return waiting;
    }

    Group streams() {
        return streams;
    }

    /** Readers of one kind. */
    static final class Group {

        private final String what;
        private final int most;
        private final int mostOfOne;
        private final Map<String, Integer> ofCallers = new HashMap<>();
        private int all;

        Group(String what, int most, int mostOfOne) {
            this.what = what;
            this.most = most;
            this.mostOfOne = mostOfOne;
        }

        synchronized int size() {
            return all;
        }

        /** Counts one more, or refuses it. */
        synchronized void enter(Caller caller) {
            int own = ofCallers.getOrDefault(caller.identity(), 0);
            if (own >= mostOfOne || all >= most) {
                throw ProblemException.of(
                        ProblemType.RATE_LIMITED,
                        own >= mostOfOne
                                ? "The caller has " + own + " " + what + " already. Close some first."
                                : "There are " + all + " " + what + " already. Try again later.");
            }
            all++;
            ofCallers.put(caller.identity(), own + 1);
        }

        synchronized void leave(Caller caller) {
            all--;
            ofCallers.computeIfPresent(caller.identity(), (who, own) -> own == 1 ? null : own - 1);
        }
    }
}
