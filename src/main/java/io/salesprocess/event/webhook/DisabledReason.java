package io.salesprocess.event.webhook;

/** Why a webhook is switched off. */
enum DisabledReason {
    /** An administrator did it. */
    ADMINISTRATOR,
    /** The receiver answered {@code 410 Gone}. */
    GONE,
    /** A message failed as often as is tried. */
    ATTEMPTS_EXHAUSTED
}
