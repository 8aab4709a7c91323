package io.salesprocess.platform.database.embedded;

import java.time.Duration;

/** Waiting between two attempts. */
final class Pause {

    private Pause() {}

    /** Returns false, with the thread still marked as interrupted, when somebody wants it to end. */
    static boolean of(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
