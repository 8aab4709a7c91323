package io.salesprocess.platform.database.embedded;

import java.nio.file.Path;

/** A process that starts the embedded database, says so, and waits to be killed. */
final class ServiceProcess {

    private ServiceProcess() {}

    public static void main(String... args) throws InterruptedException {
        try {
            EmbeddedDatabase database = EmbeddedDatabase.start(new DatabaseSettings(Path.of(args[0]), 0));
            System.out.println("READY " + database.url());
            Thread.sleep(60_000);
        } catch (DatabaseStartException e) {
            System.out.println(e.getMessage().replace(System.lineSeparator(), " "));
        }
    }
}
