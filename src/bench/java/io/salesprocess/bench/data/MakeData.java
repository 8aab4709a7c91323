package io.salesprocess.bench.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Fills a database from the command line; {@code src/bench/make-data} tells how. */
public final class MakeData {

    private static final int PORT_LINE = 3;

    private MakeData() {}

    public static void main(String... arguments) throws IOException {
        int deals = 10_000;
        int threads = Runtime.getRuntime().availableProcessors();
        long seed = System.nanoTime();
        Target target = null;
        String user = "salesprocess";
        for (int i = 0; i < arguments.length; i += 2) {
            String value = i + 1 < arguments.length ? arguments[i + 1] : "";
            switch (arguments[i]) {
                case "--deals" -> deals = Integer.parseInt(value);
                case "--threads" -> threads = Integer.parseInt(value);
                case "--seed" -> seed = Long.parseLong(value);
                case "--user" -> user = value;
                case "--url" -> target = new Target(value, System.getenv().getOrDefault("PGPASSWORD", ""));
                case "--directory" -> target = Target.embedded(Path.of(value));
                default -> throw new IllegalArgumentException("There is no option " + arguments[i] + ".");
            }
        }
        if (target == null) {
            target = Target.embedded(Path.of("data", "postgres"));
        }
        long begin = System.nanoTime();
        DataMaker maker = new DataMaker(
                target.url(), user, target.password(), seed, Clock.systemUTC().instant());
        System.out.printf("Making %,d deals with seed %d in %s%n", deals, seed, target.url());
        DataMaker.Made made = maker.deals(deals, threads, done -> {
            if (done % 50_000 == 0) {
                System.out.printf("%,d deals%n", done);
            }
        });
        maker.tidy();
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf("%,d deals with %,d events in %.0f s%n", made.deals(), made.events(), seconds);
    }

    /** A database, and the password with which to get in. */
    private record Target(String url, String password) {

        /** The database that a running service has started for itself. */
        static Target embedded(Path directory) throws IOException {
            Path cluster = directory.resolve("cluster");
            List<String> server = Files.readAllLines(cluster.resolve("data").resolve("postmaster.pid"));
            return new Target(
                    "jdbc:postgresql://127.0.0.1:" + server.get(PORT_LINE).strip() + "/salesprocess",
                    Files.readString(cluster.resolve("password")).strip());
        }
    }
}
