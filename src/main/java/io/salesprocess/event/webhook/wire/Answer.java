package io.salesprocess.event.webhook.wire;

import java.time.Duration;

/**
 * What came of sending a message.
 *
 * @param status of HTTP; null if there was no response
 * @param isComplete whether the response was read to its end, or as far as it is kept
 * @param excerpt how the body of the response begins
 * @param retryAfter how long the receiver asks to wait; null if it does not
 * @param error what went wrong; null if a response was read
 * @param took from the lookup of the name to the end of the response
 */
public record Answer(
        Integer status, boolean isComplete, String excerpt, Duration retryAfter, String error, Duration took) {

    /** Of a message that could not be sent at all. */
    public static final Answer NONE =
            new Answer(null, false, null, null, "The message could not be sent.", Duration.ZERO);

    private static final int GONE = 410;

    /** Whether the receiver has the message. */
    public boolean isAccepted() {
        return isComplete && status != null && status >= 200 && status < 300;
    }

    /** Whether the receiver wants no messages any more. */
    public boolean isGone() {
        return status != null && status == GONE;
    }
}
