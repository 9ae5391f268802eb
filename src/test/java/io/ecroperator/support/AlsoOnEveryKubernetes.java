package io.ecroperator.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Marks a test that the build runs again on the API server of the oldest and on that of the newest supported minor of Kubernetes:
 * one that asks for what differs between them, such as CEL, server-side apply, RBAC or watches.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("every-kubernetes")
public @interface AlsoOnEveryKubernetes {}
