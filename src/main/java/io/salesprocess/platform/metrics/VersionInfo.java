package io.salesprocess.platform.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells which version runs, so that a change in another metric can be laid beside an upgrade. */
@Singleton
class VersionInfo {

    private final MeterRegistry registry;
    private final String version;

    VersionInfo(MeterRegistry registry, @ConfigProperty(name = "quarkus.application.version") String version) {
        this.registry = registry;
        this.version = version;
    }

    void onStart(@Observes StartupEvent event) {
        Gauge.builder("salesprocess.version", () -> 1)
                .description("Always 1; the labels name the running version.")
                .tag("version", version)
                .tag("java", Runtime.version().toString())
                .register(registry);
    }
}
