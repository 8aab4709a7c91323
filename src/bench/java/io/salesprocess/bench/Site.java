package io.salesprocess.bench;

import io.salesprocess.bench.data.DataMaker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A database with so many deals, and a service on it. */
final class Site {

    private static final int TELLING = 100_000;
    private static final int OK = 200;
    private static final int FIRST_WITH_AOT_CACHE = 25;
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final int SETTLING_MILLIS = 10;

    private final Cleanup cleanup;
    private final Map<Path, List<String>> learned = new HashMap<>();
    private final Options options;
    private final int size;
    private final Path directory;
    private final Database database;
    private final DataMaker maker;
    private Service service;

    Site(Options options, Path parent, int size, Cleanup cleanup) {
        this.options = options;
        this.size = size;
        this.directory = parent.resolve(Integer.toString(size));
        this.cleanup = cleanup;
        create(directory);
        // Deleted only after the database has been opened here: a directory that another run holds stays as it is.
        this.database = cleanup.open(() -> new Database(directory.resolve("database")), this::close);
        this.service = start();
        this.maker = new DataMaker(
                database.url(),
                database.user(),
                database.password(),
                System.nanoTime(),
                Clock.systemUTC().instant());
        if (database.number("SELECT count(*) FROM (SELECT FROM deal LIMIT 1) AS first") == 0) {
            fill();
        }
    }

    private void close(Database open) {
        open.close();
        if (!options.keep()) {
            delete(directory);
        }
    }

    private void fill() {
        long begin = System.nanoTime();
        DataMaker.Made made = maker.deals(size, Runtime.getRuntime().availableProcessors(), done -> {
            if (done % TELLING == 0) {
                System.out.printf("%,d deals made%n", done);
            }
        });
        maker.tidy();
        System.out.printf(
                "%,d deals with %,d events made in %.0f s%n",
                made.deals(), made.events(), (System.nanoTime() - begin) / 1e9);
        System.out.printf("Insights have followed them %.0f s later%n", settle());
    }

    private Service start() {
        return start(options.java(), options.javaOptions());
    }

    private Service start(Path java, List<String> javaOptions) {
        List<String> all = new ArrayList<>(learned.computeIfAbsent(java, this::rehearse));
        all.addAll(javaOptions);
        Service started = Service.start(java, all, database, directory.resolve("service.log"), cleanup);
        started.logIn();
        return started;
    }

    /** Lets a JDK learn from a rehearsal, as operators are told to, and returns how it is told of what it has learned. */
    private List<String> rehearse(Path java) {
        boolean caches = Machine.release(java) >= FIRST_WITH_AOT_CACHE;
        Path file = directory.resolve("learned-" + learned.size() + (caches ? ".aot" : ".jsa"));
        String keep = caches ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=";
        Service.rehearse(java, List.of(keep + file), database, directory.resolve("rehearsal.log"), cleanup);
        return List.of((caches ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + file);
    }

    /** Ends the service and starts it again; the database stays. */
    void restart() {
        restart(options.java(), options.javaOptions());
    }

    /** The same on another JDK. */
    void restart(Path java, List<String> javaOptions) {
        service.close();
        service = start(java, javaOptions);
    }

    /** Waits until the service has caught up with what was written past it, and returns how many seconds that took. */
    double settle() {
        long begin = System.nanoTime();
        while (service.send("GET", "/v1/insights/funnel", null).statusCode() != OK) {
            if (System.nanoTime() - begin > LONGEST.toNanos()) {
                throw new IllegalStateException("The service does not catch up with history.");
            }
            Service.pause(SETTLING_MILLIS);
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    int size() {
        return size;
    }

    Database database() {
        return database;
    }

    Service service() {
        return service;
    }

    DataMaker maker() {
        return maker;
    }

    /** Writes what the load generator is to read. */
    Path lines(String name, List<String> lines) {
        try {
            return Files.write(directory.resolve(name), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void create(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
