package io.salesprocess.platform.database;

import io.quarkus.arc.All;
import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import java.util.List;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.JavaMigration;

/** Adds the migrations that are written in Java. The framework would find them by itself in one package only. */
@Singleton
class RowMigrations implements FlywayConfigurationCustomizer {

    private final List<RowMigration> migrations;

    RowMigrations(@All List<RowMigration> migrations) {
        this.migrations = migrations;
    }

    @Override
    public void customize(FluentConfiguration configuration) {
        configuration.javaMigrations(migrations.toArray(JavaMigration[]::new));
    }
}
