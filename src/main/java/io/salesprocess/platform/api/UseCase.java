package io.salesprocess.platform.api;

import jakarta.enterprise.inject.Stereotype;
import jakarta.inject.Singleton;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A class of use cases: it authorises, validates, stores the rows of its feature and tells the deal. It takes the caller and
 * the expected version as values and does not know which door called: it imports no HTTP, which an architecture test holds.
 * What changes something runs in the transaction of the door's {@code Writes}.
 */
@Stereotype
@Singleton
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface UseCase {}
