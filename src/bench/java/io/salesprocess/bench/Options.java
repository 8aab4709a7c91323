package io.salesprocess.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is to be measured, and how thoroughly: the defaults, and what the command line says instead. */
final class Options {

    /** Where Linux keeps files in memory. */
    private static final Path MEMORY = Path.of("/dev/shm");

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("sizes", "10000,1000000"),
            Map.entry("connections", "8,32"),
            Map.entry("rounds", "3"),
            Map.entry("seconds", "5"),
            Map.entry("warm-up", "10"),
            Map.entry("longest-warm-up", "180"),
            Map.entry("rows", ""),
            Map.entry("directory", Files.exists(MEMORY) ? MEMORY + "/salesprocess-bench" : "target/bench/databases"),
            Map.entry("keep", "false"),
            Map.entry("output", "target/bench"),
            Map.entry("java-home", System.getProperty("java.home")),
            Map.entry("java-options", ""),
            Map.entry("newer-java-home", ""),
            Map.entry("newer-java-options", ""),
            Map.entry("rate", "100"),
            Map.entry("others", "0.1"));

    private static final Map<String, String> QUICK = Map.of(
            "sizes", "1000,4000",
            "rounds", "3",
            "seconds", "2",
            "warm-up", "5",
            "longest-warm-up", "40",
            "others", "0.25");

    private final Map<String, String> values = new HashMap<>(DEFAULTS);

    /** @param arguments such as {@code --rounds=5}; {@code --quick} stands for several */
    Options(String... arguments) {
        if (List.of(arguments).contains("--quick")) {
            values.putAll(QUICK);
        }
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            String name = parts[0].replaceFirst("^--", "");
            if (name.equals("quick")) {
                continue;
            }
            if (!DEFAULTS.containsKey(name)) {
                throw new IllegalArgumentException("There is no option " + argument + ".");
            }
            values.put(name, parts.length == 1 ? "true" : parts[1]);
        }
    }

    /** Deals stored, each size in a database of its own; the smallest first. */
    List<Integer> sizes() {
        return numbers("sizes").stream().sorted().toList();
    }

    /** Connections at the same time. */
    List<Integer> connections() {
        return numbers("connections");
    }

    int rounds() {
        return Integer.parseInt(values.get("rounds"));
    }

    /** How long a round lasts. */
    int seconds() {
        return Integer.parseInt(values.get("seconds"));
    }

    /** Seconds of work before the first round, at least and as often as it still makes a difference. */
    int warmUp() {
        return Integer.parseInt(values.get("warm-up"));
    }

    /** Seconds after which no further turn of a warm-up begins, for each work and size. */
    int longestWarmUp() {
        return Integer.parseInt(values.get("longest-warm-up"));
    }

    /** Where the databases are; all is measured in each of them. */
    List<Path> directories() {
        return list("directory", ",").stream().map(Path::of).toList();
    }

    /** Whether the databases stay, to be used again by the next run. */
    boolean keep() {
        return Boolean.parseBoolean(values.get("keep"));
    }

    /** Where tables and pictures go. */
    Path output() {
        return Path.of(values.get("output"));
    }

    /** The program that runs the service. */
    Path java() {
        return Path.of(values.get("java-home"), "bin", "java");
    }

    /** What is said to it besides. */
    List<String> javaOptions() {
        return list("java-options", " ");
    }

    /** Another JDK on which the start is measured too. */
    Optional<Path> newerJava() {
        return Optional.of(values.get("newer-java-home"))
                .filter(home -> !home.isEmpty())
                .map(home -> Path.of(home, "bin", "java"));
    }

    List<String> newerJavaOptions() {
        return list("newer-java-options", " ");
    }

    /** Requests a second of the open loop. */
    int rate() {
        return Integer.parseInt(values.get("rate"));
    }

    /** A round during which others use more of the machine than this share is measured again. */
    double others() {
        return Double.parseDouble(values.get("others"));
    }

    /** Whether a row of the tables is wanted. */
    boolean wants(String row) {
        List<String> rows = list("rows", ",");
        return rows.isEmpty() || Set.copyOf(rows).contains(row);
    }

    private List<Integer> numbers(String name) {
        return list(name, ",").stream().map(Integer::valueOf).toList();
    }

    private List<String> list(String name, String separator) {
        return Arrays.stream(values.get(name).split(separator))
                .filter(part -> !part.isBlank())
                .toList();
    }
}
