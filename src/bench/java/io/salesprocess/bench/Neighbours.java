package io.salesprocess.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * How much of the machine others use while we measure: their share of all processor time, what a hypervisor takes away
 * included. Where there is no {@code /proc} nobody knows.
 */
final class Neighbours {

    private static final Path PROC = Path.of("/proc");
    private static final int IDLE = 4;
    private static final int WAITING = 5;
    /** Of the fields after the name: used by the process and by its children that have ended, as a user and in the kernel. */
    private static final int[] USED = {11, 12, 13, 14};

    private final Supplier<Stream<ProcessHandle>> ours;

    /** @param ours whose time, and whose children's time, is our own */
    Neighbours(Supplier<Stream<ProcessHandle>> ours) {
        this.ours = ours;
    }

    /**
     * Processor time in ticks.
     *
     * @param all there was
     * @param busy used by anybody
     * @param own used by us
     */
    record Ticks(long all, long busy, long own) {

        /** The share of the machine that was not used by anybody since then. */
        double idleSince(Ticks then) {
            return 1 - (busy - then.busy) / (double) Math.max(1, all - then.all);
        }

        /** The share of others since then. */
        double othersSince(Ticks then) {
            return Math.max(0, (busy - then.busy - (own - then.own)) / (double) Math.max(1, all - then.all));
        }
    }

    /** Now. */
    Ticks ticks() {
        if (!Files.exists(PROC.resolve("stat"))) {
            return new Ticks(0, 0, 0);
        }
        long[] machine = numbers(read(PROC.resolve("stat")).lines().findFirst().orElseThrow());
        // Guests are counted as users already.
        long all = Arrays.stream(machine, 1, 9).sum();
        long own = ours.get()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .mapToLong(process -> used(process.pid()).orElse(0L))
                .sum();
        return new Ticks(all, all - machine[IDLE] - machine[WAITING], own);
    }

    private static Optional<Long> used(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Optional.of(Arrays.stream(USED)
                    .mapToLong(i -> Long.parseLong(fields[i]))
                    .sum());
        } catch (IOException e) {
            // It has ended meanwhile, and its time is its parent's.
            return Optional.empty();
        }
    }

    private static long[] numbers(String line) {
        return Arrays.stream(line.split("\\s+"))
                .mapToLong(field -> field.matches("\\d+") ? Long.parseLong(field) : 0)
                .toArray();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
