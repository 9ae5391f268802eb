package io.ecroperator.compared;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says which rows of {@code docs/compared.md} a test shows, by what stands in their first column. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Shows {

    /** Numbers of the list of defects ({@code ACK-4}), or issues ({@code community#1798}). */
    String[] value();
}
