package io.ecroperator.e2e;

import io.ecroperator.support.MotoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands a fresh {@link StandIn} to a test: our emulator, or moto where the system property {@code ecr.stand-in} says
 * {@code moto}.
 */
final class StandIns implements ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(StandIns.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == StandIn.class;
    }

    @Override
    public StandIn resolveParameter(ParameterContext parameter, ExtensionContext context) {
        String wanted = System.getProperty("ecr.stand-in", "emulator");
        return switch (wanted) {
            case "emulator" -> StandIn.Ours.start();
            case "moto" ->
                StandIn.Moto.emptied(context.getRoot()
                        .getStore(NAMESPACE)
                        .computeIfAbsent(MotoServer.class, key -> startMoto(), MotoServer.class));
            default -> throw new IllegalArgumentException("ecr.stand-in is emulator or moto, not " + wanted);
        };
    }

    private static MotoServer startMoto() {
        try {
            return MotoServer.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
