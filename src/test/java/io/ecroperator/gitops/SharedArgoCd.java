package io.ecroperator.gitops;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands one {@link ArgoCdWorld}, in which Argo CD has installed the operator, to every test class that asks for it. It starts when
 * first asked for and ends with the last test. Tests keep apart by Applications, directories in Git and namespaces of their own.
 */
final class SharedArgoCd implements ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedArgoCd.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ArgoCdWorld.class;
    }

    @Override
    public ArgoCdWorld resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(ArgoCdWorld.class, key -> install(), ArgoCdWorld.class);
    }

    private static ArgoCdWorld install() {
        try {
            return ArgoCdWorld.install();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
