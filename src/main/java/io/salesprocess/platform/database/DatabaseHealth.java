package io.salesprocess.platform.database;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** What the health checks say of the database. */
final class DatabaseHealth {

    private static final String NAME = "Database connection";

    private DatabaseHealth() {}

    /** Up while reads work, so that they are not kept out because writes do not; {@code data} says which do. */
    @Readiness
    @Singleton
    static class Ready implements HealthCheck {

        private final DatabaseProbe probe;

        Ready(DatabaseProbe probe) {
            this.probe = probe;
        }

        @Override
        public HealthCheckResponse call() {
            Optional<DatabaseProbe.Reading> reading = probe.ask();
            return HealthCheckResponse.named(NAME)
                    .status(reading.isPresent())
                    .withData("reads", reading.isPresent())
                    .withData(
                            "writes",
                            reading.map(DatabaseProbe.Reading::takesChanges).orElse(false))
                    .build();
        }
    }

    /** Down only in a state that nothing but a restart ends; never because the database is away. */
    @Liveness
    @Singleton
    static class Live implements HealthCheck {

        private final PoolWatch watch;

        Live(PoolWatch watch) {
            this.watch = watch;
        }

        @Override
        public HealthCheckResponse call() {
            return HealthCheckResponse.named("Connection pool")
                    .status(!watch.isStuck())
                    .build();
        }
    }
}
