package io.ecroperator.managed;

import io.ecroperator.aws.connection.EcrConnection;
import java.util.function.BiConsumer;

/** Tells what is found changed in registries. */
@FunctionalInterface
public interface RegistryChanges {

    /** Has the listener told of a change, with the connection and the name in AWS of what changed. */
    void onChange(BiConsumer<EcrConnection, String> listener);
}
