package io.ecroperator.managed;

import io.ecroperator.api.v1alpha1.ManagedSpec;
import io.ecroperator.api.v1alpha1.ManagedStatus;
import io.ecroperator.reference.RegistryUse;
import io.ecroperator.status.Reason;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What is fixed of a kind.
 *
 * @param kind such as {@code EcrRepository}
 * @param thing what one object stands for, in a sentence: {@code repository}
 * @param nameInAws the name of an object's thing in its registry; equal names in one registry are one thing
 * @param use what the object uses its registry for; what {@code access} does not allow is never called for
 * @param owns whether a status, which may be null, says that the object has had the thing as its own
 * @param duplicate the reason for an object whose thing an older one declares
 * @param fresh makes an object that holds nothing
 * @param isOfAccount whether an account has the thing once for all its regions, so that equal names in one account are one thing
 */
public record KindFacts<R extends CustomResource<? extends ManagedSpec, S>, S extends ManagedStatus>(
        String kind,
        String thing,
        Function<R, String> nameInAws,
        Function<R, RegistryUse> use,
        Predicate<S> owns,
        Reason duplicate,
        Supplier<R> fresh,
        boolean isOfAccount) {

    /** Of a kind whose things are in a region. */
    public KindFacts(
            String kind,
            String thing,
            Function<R, String> nameInAws,
            Function<R, RegistryUse> use,
            Predicate<S> owns,
            Reason duplicate,
            Supplier<R> fresh) {
        this(kind, thing, nameInAws, use, owns, duplicate, fresh, false);
    }

    /** {@code repository team/api}. */
    public String of(R object) {
        return thing + " " + nameInAws.apply(object);
    }

    /** The same at the beginning of a sentence. */
    public String ofAtStart(R object) {
        String text = of(object);
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
