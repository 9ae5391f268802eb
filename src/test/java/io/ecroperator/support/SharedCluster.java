package io.ecroperator.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands one {@link LocalCluster} to every test class of the JVM that asks for it: {@code @ExtendWith(SharedCluster
 * .class)} and a parameter of type {@link LocalCluster} in a test, a lifecycle method or the constructor.
 *
 * <p>It starts when first asked for and ends with the last test, because it lies in the root store, which closes what
 * is {@link AutoCloseable}. Tests keep apart by namespaces of their own ({@link LocalCluster#createNamespace}); one
 * that stops the API server starts its own cluster.
 */
public final class SharedCluster implements ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedCluster.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LocalCluster.class;
    }

    @Override
    public LocalCluster resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(LocalCluster.class, key -> startCluster(), LocalCluster.class);
    }

    private static LocalCluster startCluster() {
        try {
            return LocalCluster.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
