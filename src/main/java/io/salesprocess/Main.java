package io.salesprocess;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.salesprocess.platform.database.PoolerCheck;
import io.salesprocess.platform.database.backup.BackupCommand;
import io.salesprocess.platform.database.embedded.DatabaseLifecycle;
import io.salesprocess.platform.database.embedded.DatabaseSettings;
import io.salesprocess.platform.database.embedded.DatabaseStartException;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Starts the service, and before it a database if none is configured; or backs the database up, or restores it. */
@QuarkusMain
public class Main {

    /** Set to have the service end by itself once it has started, after its first answers. */
    private static final String REHEARSAL = "salesprocess.rehearsal";

    public static void main(String... args) {
        // ResourcePaths that are none are refused by us, with a problem; the framework's answer would be empty.
        System.setProperty("vertx.disableURIValidation", "true");
        Config config = ConfigProvider.getConfig();
        if (BackupCommand.isMeant(List.of(args))) {
            System.exit(new BackupCommand(config, System.out, System.err).run(List.of(args)));
        }
        if (DatabaseSettings.external(config)) {
            runOnExternalDatabase(config, args);
            return;
        }
        DatabaseLifecycle database = new DatabaseLifecycle();
        try {
            if (database.start(DatabaseSettings.from(config))) {
                run(args);
            }
        } catch (DatabaseStartException e) {
            database.stop();
            System.err.println(e.getMessage());
            System.exit(1);
        } finally {
            database.stop();
        }
    }

    private static void runOnExternalDatabase(Config config, String... args) {
        PoolerCheck.objection(config).ifPresent(objection -> {
            System.err.println(objection);
            System.exit(1);
        });
        run(args);
    }

    private static void run(String... args) {
        if (Boolean.getBoolean(REHEARSAL)) {
            Quarkus.run(Rehearsal.class, args);
        } else {
            Quarkus.run(args);
        }
    }
}
