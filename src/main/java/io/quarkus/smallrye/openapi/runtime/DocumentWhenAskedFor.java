package io.quarkus.smallrye.openapi.runtime;

import io.quarkus.arc.Unremovable;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.runtime.filter.AutoSecurityFilter;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the OpenAPI document, and writes it as JSON and YAML, when somebody asks for it. The framework does so at every start,
 * which takes a sixth of it. What it offers for that can only be overridden from within its package, and only in the package
 * that users run: tests and development have a class loader for the framework, and another for what we write.
 */
@Alternative
@IfBuildProfile("prod")
@Unremovable
@Priority(Integer.MAX_VALUE)
@ApplicationScoped
public class DocumentWhenAskedFor extends OpenApiDocumentService {

    private final Map<String, Runnable> waiting = new HashMap<>();

    @Override
    synchronized void prepareDocument(
            AutoSecurityFilter security, Map<OpenApiFilter.RunStage, List<String>> filters, String name) {
        waiting.put(name, () -> super.prepareDocument(security, filters, name));
    }

    @Override
    public synchronized byte[] getDocument(String name, Format format) {
        Runnable preparation = waiting.get(name);
        if (preparation != null) {
            preparation.run();
            // Only now, so that the next request tries again if this one failed.
            waiting.remove(name);
        }
        return super.getDocument(name, format);
    }
}
