package io.salesprocess.paper;

/**
 * Ends a transaction that needs pages which have not been made yet. Nobody but {@link PaperRoom} catches it: making them takes long, and
 * must not hold a connection and a lock.
 */
final class PaperNeeded extends RuntimeException {

    private final transient PaperJob job;

    PaperNeeded(PaperJob job) {
        super("The pages have to be made first.", null, false, false);
        this.job = job;
    }

    PaperJob job() {
        return job;
    }
}
