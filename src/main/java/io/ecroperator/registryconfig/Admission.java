package io.ecroperator.registryconfig;

import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.api.v1alpha1.EcrRegistryConfigurationSpec;
import io.ecroperator.api.v1alpha1.EntryDeletionPolicy;
import io.ecroperator.api.v1alpha1.ManagementPolicy;
import io.ecroperator.api.v1alpha1.RegistryKind;
import io.ecroperator.api.v1alpha1.RegistryRef;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.cache.SharedCache.NotKnownException;
import io.ecroperator.managed.RequestAnnotations;
import io.ecroperator.reference.Registries;
import io.ecroperator.reference.RegistryReference.Refused;
import io.ecroperator.reference.RegistryReference.Resolved;
import io.ecroperator.reference.RegistryUse;
import io.ecroperator.registryconfig.Fragment.Mode;
import io.ecroperator.registryconfig.Fragment.Stance;
import io.ecroperator.status.Reason;
import java.util.Optional;

/** Says what may be done for an object before AWS is asked. */
final class Admission {

    private final Registries registries;
    private final boolean wholeCluster;

    /** With {@code wholeCluster} the operator watches all namespaces. */
    Admission(Registries registries, boolean wholeCluster) {
        this.registries = registries;
        this.wholeCluster = wholeCluster;
    }

    /** What may be done, or why nothing. */
    sealed interface Admitted {

        /** The object among the others of its registry. */
        Fragment fragment();

        /** It leads to a registry, which may be read for it; its stance says whether it may be written. */
        record Let(Fragment fragment, Optional<String> registryName, EcrConnection connection) implements Admitted {}

        /** An annotation says that nothing is to be done. */
        record Paused(Fragment fragment) implements Admitted {}

        /** It is not known yet which account the connection leads to. */
        record Unknown(Fragment fragment) implements Admitted {}

        /** Nothing is read or written for it. */
        record Kept(Fragment fragment, Reason reason, String message) implements Admitted {}
    }

    /**
     * What may be done for an object.
     *
     * @throws io.ecroperator.cache.SharedCache.NotKnownException as long as it is not known which EcrRegistries there are
     */
    Admitted admit(EcrRegistryConfiguration object) {
        Fragment kept = new Fragment(object, Stance.KEEPS, ledTo(object), Mode.MERGE);
        EcrRegistryConfigurationSpec spec = object.getSpec();
        if (spec == null) {
            return new Admitted.Kept(
                    kept,
                    Reason.INVALID_SPEC,
                    "The spec cannot be read: it does not fit the schema. What this object has put into ECR stays.");
        }
        if (RequestAnnotations.paused(object)) {
            return new Admitted.Paused(kept);
        }
        String namespace = object.getMetadata().getNamespace();
        return switch (registries.resolve(
                RegistryUse.of(RegistryKind.ECR_REGISTRY_CONFIGURATION, namespace, object.registryRef()))) {
            case Refused(var reason, var message) -> new Admitted.Kept(kept, reason, message);
            case Resolved resolved -> {
                Optional<RegistryId> id = resolved.connection().id();
                if (id.isEmpty()) {
                    yield new Admitted.Unknown(kept);
                }
                if (kept.registry().isPresent() && !kept.registry().equals(id)) {
                    yield elsewhere(kept, id.get());
                }
                FragmentAccess access = new FragmentAccess(resolved.access(), namespace);
                Optional<String> refusal = object.isMarkedForDeletion() ? Optional.empty() : access.refusal(spec);
                yield refusal.isPresent()
                        ? new Admitted.Kept(kept, Reason.NOT_PERMITTED, refusal.get())
                        : new Admitted.Let(
                                new Fragment(object, stance(object), id, mode(resolved, access)),
                                resolved.name(),
                                resolved.connection());
            }
        };
    }

    /** The connection to a registry, as long as some object uses it. */
    Optional<EcrConnection> connectionTo(RegistryId registry) {
        return registries.inUse().values().stream()
                .filter(connection -> connection.id().filter(registry::equals).isPresent())
                .findFirst();
    }

    /** Whether an object may lead where that one does, as far as is known; one whose spec cannot be read may lead anywhere. */
    boolean mayLeadTogether(EcrRegistryConfiguration object, EcrRegistryConfiguration other) {
        return other.getSpec() == null || registries.maybeSame(object.registryRef(), other.registryRef());
    }

    /** Whether the EcrRegistry of an object says that what no object has is to go; true as long as nobody can tell. */
    boolean mayBeExclusive(EcrRegistryConfiguration object) {
        try {
            return object.getSpec() == null
                    || registries.hasExclusiveSettings(RegistryRef.nameIn(object.registryRef()));
        } catch (NotKnownException notYet) {
            return true;
        }
    }

    private Mode mode(Resolved resolved, FragmentAccess access) {
        if (resolved.name().filter(registries::hasExclusiveSettings).isEmpty()) {
            return Mode.MERGE;
        }
        if (!wholeCluster) {
            return Mode.EXCLUSIVE_UNWATCHED;
        }
        return access.isOfAll() ? Mode.EXCLUSIVE : Mode.EXCLUSIVE_WITH_ANOTHER;
    }

    private static Stance stance(EcrRegistryConfiguration object) {
        if (object.getSpec().managementPolicy() == ManagementPolicy.OBSERVE) {
            return Stance.KEEPS;
        }
        if (!object.isMarkedForDeletion()) {
            return Stance.WRITES;
        }
        return object.getSpec().deletionPolicy() == EntryDeletionPolicy.RETAIN ? Stance.KEEPS : Stance.LEAVES;
    }

    private static Admitted elsewhere(Fragment kept, RegistryId id) {
        return new Admitted.Kept(
                kept,
                Reason.REGISTRY_MISMATCH,
                "The entries of this object are in "
                        + kept.registry().map(RegistryId::inWords).orElse("")
                        + ", but it now leads to " + id.inWords() + ". Nothing is read or written. "
                        + Reason.REGISTRY_MISMATCH.remedy());
    }

    private static Optional<RegistryId> ledTo(EcrRegistryConfiguration object) {
        return Optional.ofNullable(object.getStatus())
                .map(status -> status.registry())
                .filter(text -> text.contains("/"))
                .map(text ->
                        new RegistryId(text.substring(0, text.indexOf('/')), text.substring(text.indexOf('/') + 1)));
    }
}
