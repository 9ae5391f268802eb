package io.ecroperator.managed.recorded;

import io.ecroperator.api.v1alpha1.ManagedSpec;
import io.ecroperator.api.v1alpha1.RecordedStatus;
import io.ecroperator.aws.RegistryItem;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.function.UnaryOperator;

/** A kind whose things have no tags, for courses of things that happen to an object. */
public interface RecordedCase<
        R extends CustomResource<? extends ManagedSpec, S>, S extends RecordedStatus, T extends RegistryItem> {

    /** How many specs there are. */
    int specs();

    /** An empty registry and an object with the first spec, which consents to no takeover. */
    RecordedWorld<R, S, T> world();

    /** The user writes one of the specs. */
    void write(RecordedWorld<R, S, T> world, int spec, boolean consentsToTakeover);

    /** What comes of a creation by others now, as that spec asks for it. */
    T created(InMemoryItems<T> ecr, int spec);

    /** What no spec asks for; when it was created stays. */
    UnaryOperator<T> tampering();

    /** Whether something is as that spec asks for it, whatever else it has. */
    boolean isAsAsked(T thing, int spec);

    /** The name of the thing. */
    String name();
}
