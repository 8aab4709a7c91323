package io.salesprocess.platform.openapi;

import io.salesprocess.platform.api.ProblemType;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The problems that an operation can answer besides those that follow from its parameters and its body. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Problems {
    ProblemType[] value();
}
