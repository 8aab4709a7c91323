package io.salesprocess.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salesprocess.access.Caller;
import io.salesprocess.platform.api.ProblemException;
import org.junit.jupiter.api.Test;

/** Readers are bounded, of one caller and in all. */
class ReaderLimitsTest {

    private final ReaderLimits.Group streams = new ReaderLimits.Group("streams", 3, 2);
    private final Caller first = Caller.visitorOf("one");
    private final Caller second = Caller.NOBODY;

    @Test
    void one_caller_cannot_take_all_and_what_is_left_is_free_again() {
        streams.enter(first);
        streams.enter(first);
        assertThatThrownBy(() -> streams.enter(first))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("The caller has 2 streams");
        streams.enter(second);
        assertThatThrownBy(() -> streams.enter(second)).hasMessageContaining("There are 3 streams");
        streams.leave(first);
        streams.enter(second);
        assertThat(streams.size()).isEqualTo(3);
        streams.leave(first);
        streams.leave(second);
        streams.leave(second);
        assertThat(streams.size()).isZero();
    }
}
