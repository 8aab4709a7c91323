package io.salesprocess.platform.memory;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jboss.logging.Logger;

/**
 * Gives memory back that the C library has no use for. The JVM's compilers and the loading of classes take it in bursts, at the
 * start above all, and the library keeps what they return: a tenth of what the service holds when idle.
 */
@Singleton
class NativeHeap {

    private static final Logger LOG = Logger.getLogger(NativeHeap.class);
    private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";
    private static final String TRIM = "systemTrimNativeHeap";

    @Scheduled(
            identity = "native-heap-trim",
            every = "1m",
            delayed = "2s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void trim() {
        try {
            LOG.debug(ManagementFactory.getPlatformMBeanServer()
                    .invoke(new ObjectName(COMMANDS), TRIM, new Object[0], new String[0]));
        } catch (JMException e) {
            // Only HotSpot on Linux with glibc knows the command; elsewhere there is nothing to do.
            LOG.debug("Native memory is not trimmed.", e);
        }
    }
}
