package io.salesprocess.platform.memory;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;

/**
 * Gives memory back that the heap has no use for. Left alone, the JVM keeps in proportion to what the machine has, and after a
 * start and after each rush it would hold several times what the service needs.
 */
@Singleton
class FrugalHeap {

    /**
     * Per cent of the heap that may lie idle, and the milliseconds after which a service without work looks for more to give
     * back. What an operator has set stays.
     */
    private static final List<Map.Entry<String, String>> SETTINGS = List.of(
            // In this order: the least must not be above the most, not even for a moment.
            Map.entry("MinHeapFreeRatio", "10"),
            Map.entry("MaxHeapFreeRatio", "30"),
            Map.entry("G1PeriodicGCInterval", "30000"));

    void onStart(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) StartupEvent event) {
        HotSpotDiagnosticMXBean jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (jvm == null || !jvm.getVMOption("UseG1GC").getValue().equals("true")) {
            return;
        }
        SETTINGS.forEach(setting -> set(jvm, setting.getKey(), setting.getValue()));
        // Most of what a start needs is garbage once it is over.
        System.gc();
    }

    private static void set(HotSpotDiagnosticMXBean jvm, String name, String value) {
        if (jvm.getVMOption(name).getOrigin() == VMOption.Origin.DEFAULT) {
            jvm.setVMOption(name, value);
        }
    }
}
