package io.salesprocess.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Where it was measured. */
final class Machine {

    private Machine() {}

    /** What a reader needs to know, by name. */
    static Map<String, String> facts(Options options, Path directory, Site site) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                "processor",
                processor() + ", " + Runtime.getRuntime().availableProcessors()
                        + " cores for service, database, floor and load together");
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("JDK", version(options.java()) + " " + String.join(" ", options.javaOptions()));
        facts.put(
                "database",
                "PostgreSQL " + setting(site, "server_version") + ", fsync " + setting(site, "fsync")
                        + ", synchronous_commit " + setting(site, "synchronous_commit") + ", shared_buffers "
                        + setting(site, "shared_buffers"));
        facts.put("disk", fileSystem(directory));
        facts.put("load", "wrk, one thread, closed loop; the open loop by a sender of our own");
        return facts;
    }

    /** The version of a JDK. */
    static String version(Path java) {
        try {
            Process process = new ProcessBuilder(java.toString(), "-version")
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return "JDK " + output.lines().findFirst().orElse("").replaceAll(".*\"(.*)\".*", "$1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The release that it belongs to, such as 17. */
    static int release(Path java) {
        return Integer.parseInt(version(java).replaceFirst("JDK (\\d+).*", "$1"));
    }

    private static String setting(Site site, String name) {
        return site.database().text("SELECT current_setting('" + name + "')");
    }

    private static String fileSystem(Path directory) {
        try {
            return Files.getFileStore(directory).type();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.replaceFirst(".*:\\s*", ""))
                    .orElseGet(() -> System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }
}
