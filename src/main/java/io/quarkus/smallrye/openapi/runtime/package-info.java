/** The framework's own package, for the one thing that can only be changed from within it. */
package io.quarkus.smallrye.openapi.runtime;
