package io.salesprocess.bench;

import java.util.Optional;

/** Some work on a site, which the service and the bare driver can do. */
interface Job {

    /**
     * Gets ready, as long as it does not count, what the next turns will use up.
     *
     * @param serviceSeconds how long the service works
     * @param driverSeconds how long the bare driver works, as floor and as limit each
     */
    void prepare(int serviceSeconds, int driverSeconds);

    /** Has the service do it. */
    Measured service(int connections, int seconds);

    /** Has the bare driver do the same, a statement for each row. */
    Measured floor(int connections, int seconds);

    /** Has the bare driver write the same rows with a single statement; empty if there is nothing to write. */
    default Optional<Measured> limit(int connections, int seconds) {
        return Optional.empty();
    }

    /** Has the service do it where it does not count yet; empty if some was refused, as soon after a start some may be. */
    default Optional<Measured> warmUp(int connections, int seconds) {
        try {
            return Optional.of(service(connections, seconds));
        } catch (InvalidRoundException e) {
            System.out.println("While it warms up: " + e.getMessage());
            return Optional.empty();
        }
    }
}
