package io.salesprocess.testkit;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Prints where the time of a run of tests went, so that a build that becomes slow shows which classes made it so. A class
 * that comes first in its test profile is charged with the start of the service.
 */
public final class SlowestClasses implements TestExecutionListener {

    private static final int PRINTED = 10;

    private final Map<String, Long> begun = new HashMap<>();
    private final Map<String, Duration> taken = new HashMap<>();

    @Override
    public synchronized void executionStarted(TestIdentifier test) {
        if (isClass(test)) {
            begun.put(test.getUniqueId(), System.nanoTime());
        }
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        Long start = begun.remove(test.getUniqueId());
        if (start != null) {
            taken.merge(test.getLegacyReportingName(), Duration.ofNanos(System.nanoTime() - start), Duration::plus);
        }
    }

    @Override
    public synchronized void testPlanExecutionFinished(TestPlan plan) {
        if (taken.size() < 2) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        lines.append("The slowest of %d test classes, in seconds:%n".formatted(taken.size()));
        for (Map.Entry<String, Duration> one : slowest()) {
            double seconds = one.getValue().toMillis() / 1000.0;
            lines.append(String.format(Locale.ROOT, "%8.1f  %s%n", seconds, one.getKey()));
        }
        System.out.print(lines);
    }

    private List<Map.Entry<String, Duration>> slowest() {
        return taken.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(PRINTED)
                .toList();
    }

    /** Nested classes are part of those around them. */
    private static boolean isClass(TestIdentifier test) {
        return test.getSource().orElse(null) instanceof ClassSource source
                && !source.getClassName().contains("$");
    }
}
