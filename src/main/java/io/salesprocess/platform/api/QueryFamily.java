package io.salesprocess.platform.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Query parameters whose names are the caller's, but for how they begin. It stands at the {@code UriInfo} that they are read from.
 * Without it, a parameter that the operation does not declare is refused as unknown.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface QueryFamily {

    /** How the names begin. */
    String prefix();

    /** How many characters a value may have. */
    int longest();
}
