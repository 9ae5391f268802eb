package io.ecroperator.reference;

import io.ecroperator.access.RegistryGrants;
import io.ecroperator.api.v1alpha1.EcrRegistry;
import io.ecroperator.api.v1alpha1.EcrRegistrySpec;
import io.ecroperator.api.v1alpha1.RegistryConfigurationMode.Mode;
import io.ecroperator.api.v1alpha1.RegistryRef;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.aws.connection.Connections;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.cache.SharedCache.NotKnownException;
import io.ecroperator.reference.RegistryReference.Refused;
import io.ecroperator.reference.RegistryReference.Resolved;
import io.ecroperator.status.Reason;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Which registry an object means, and whether it may use it. Makes no call but where that is said. Thread-safe. */
public final class Registries implements AutoCloseable {

    private static final String NOT_SERVED =
            "this operator serves no EcrRegistries. Have whoever runs it set ecr-operator.registries.enabled.";

    private final Connections connections;
    private final OwnRegistry own;
    private final EcrRegistries registries;
    private final LeasedConnections leased;

    /**
     * Nothing is opened yet but the operator's own connection.
     *
     * @param own for objects that name no registry, if there is no EcrRegistry called {@code default}
     */
    public Registries(Connections connections, OwnRegistry own, EcrRegistries registries) {
        this.connections = connections;
        this.own = own;
        this.registries = registries;
        this.leased = new LeasedConnections(connections, own.periods());
        registries.onGone(leased::release);
    }

    /**
     * What an object's reference leads to.
     *
     * @throws NotKnownException as long as it is not known which EcrRegistries there are, or which labels the namespace has,
     *     where they matter
     */
    public RegistryReference resolve(RegistryUse use) {
        Optional<EcrRegistry> registry = registries.meantBy(use.reference().orElse(null));
        if (registry.isPresent()) {
            return resolve(use, registry.get());
        }
        if (use.reference().isEmpty()) {
            return new Resolved(Optional.empty(), own.connection(), own.access(), Optional.empty());
        }
        String name = use.reference().get().name();
        return new Refused(
                Reason.REGISTRY_NOT_FOUND,
                registries.areServed()
                        ? "spec.registryRef: EcrRegistry " + name + " does not exist. "
                                + Reason.REGISTRY_NOT_FOUND.remedy()
                        : "spec.registryRef: " + NOT_SERVED);
    }

    private RegistryReference resolve(RegistryUse use, EcrRegistry registry) {
        String name = registry.getMetadata().getName();
        EcrRegistrySpec spec = registry.getSpec();
        if (spec == null) {
            return new Refused(Reason.REGISTRY_NOT_FOUND, unreadable(name));
        }
        RegistryGrants access = registries.access(registry);
        Optional<String> refusal = use.repositoryName()
                .map(repository -> access.refusal(use.kind(), use.namespace(), repository))
                .orElseGet(() -> access.refusal(use.kind(), use.namespace()));
        if (refusal.isPresent()) {
            return new Refused(Reason.NOT_PERMITTED, refusal.get());
        }
        RegistryId leadsTo = new RegistryId(spec.accountId(), spec.region());
        Optional<RecordedPlace> elsewhere =
                use.recorded().filter(place -> !place.registry().equals(leadsTo));
        return elsewhere.isPresent()
                ? mismatch(elsewhere.get(), "EcrRegistry " + name, leadsTo)
                : new Resolved(Optional.of(name), leased.of(name, spec), access, Optional.ofNullable(spec.defaults()));
    }

    /** That a thing is in another registry than its object leads to now, so that neither is touched. */
    public static Refused mismatch(RecordedPlace place, String registry, RegistryId leadsTo) {
        return new Refused(
                Reason.REGISTRY_MISMATCH,
                "The " + place.what() + ", but " + registry + " now leads to " + leadsTo.inWords()
                        + ". Nothing is read, written or created. " + Reason.REGISTRY_MISMATCH.remedy());
    }

    /**
     * What the name of an EcrRegistry leads to.
     *
     * @throws NotKnownException as {@link #resolve}
     */
    public NamedRegistry named(String name) {
        Optional<EcrRegistry> registry = registries.meantBy(new RegistryRef(name));
        if (registry.isEmpty()) {
            return new NamedRegistry.Missing(
                    Reason.REGISTRY_NOT_FOUND,
                    registries.areServed()
                            ? "EcrRegistry " + name + " does not exist. Create it, or name another."
                            : NOT_SERVED);
        }
        return Optional.ofNullable(registry.get().getSpec())
                .<NamedRegistry>map(spec -> new NamedRegistry.Found(
                        RegistryConnections.connection(spec), registries.access(registry.get())))
                .orElseGet(() -> new NamedRegistry.Missing(Reason.REGISTRY_NOT_FOUND, unreadable(name)));
    }

    private static String unreadable(String name) {
        return "EcrRegistry " + name + " cannot be read: its spec is missing or does not fit the schema. Have whoever"
                + " runs it apply it again.";
    }

    /** Whether an EcrRegistry says that settings of the registry which no object has are to go. */
    public boolean hasExclusiveSettings(String name) {
        return registries
                .meantBy(new RegistryRef(name))
                .map(EcrRegistry::getSpec)
                .map(EcrRegistrySpec::registryConfiguration)
                .filter(settings -> settings.mode() == Mode.EXCLUSIVE)
                .isPresent();
    }

    /** The connection of a readable EcrRegistry if an object uses it; empty if none does, or its spec asks for another one. */
    public Optional<EcrConnection> inUse(EcrRegistry registry) {
        return leased.ifHeld(registry.getMetadata().getName(), registry.getSpec());
    }

    /**
     * Whether two references, which may be null, are known to lead to one registry, so that one name means one repository for
     * both. May ask AWS once for the operator's own account, where that is compared with an EcrRegistry's.
     *
     * @throws NotKnownException as {@link #resolve}
     */
    public boolean same(RegistryRef one, RegistryRef other) {
        if (Objects.equals(one, other)) {
            return true;
        }
        Optional<RegistryId> id = id(one);
        return id.isPresent() && id.equals(id(other));
    }

    /** Whether they are known to lead to one account, in whatever region. As {@link #same} otherwise. */
    public boolean sameAccount(RegistryRef one, RegistryRef other) {
        if (Objects.equals(one, other)) {
            return true;
        }
        Optional<String> account = id(one).map(RegistryId::accountId);
        return account.isPresent() && account.equals(id(other).map(RegistryId::accountId));
    }

    /** Whether they may lead to one registry, as far as is known. As {@link #same} otherwise. */
    public boolean maybeSame(RegistryRef one, RegistryRef other) {
        if (Objects.equals(one, other)) {
            return true;
        }
        Optional<RegistryId> id = id(one);
        Optional<RegistryId> ofOther = id(other);
        return id.isEmpty() || ofOther.isEmpty() || id.equals(ofOther);
    }

    private Optional<RegistryId> id(RegistryRef reference) {
        Optional<EcrRegistry> registry = registries.meantBy(reference);
        if (registry.isPresent()) {
            return registry.map(EcrRegistry::getSpec).map(spec -> new RegistryId(spec.accountId(), spec.region()));
        }
        return reference == null ? own.connection().id() : Optional.empty();
    }

    /** The connection of the operator's own identity and region. */
    public EcrConnection own() {
        return own.connection();
    }

    /** The connections in use, by the names of their EcrRegistries; that of the operator's own registry has none. */
    public Map<String, EcrConnection> inUse() {
        Map<String, EcrConnection> connections = leased.inUse();
        connections.put("", own.connection());
        return connections;
    }

    /** Has the listener told when {@link #inUse} has another connection, or one less. */
    public void onUse(Runnable listener) {
        leased.onChange(listener);
    }

    /** Calls the listener with the connection and the repository's name whenever ECR is found changed. */
    public void onRepositoryChange(BiConsumer<EcrConnection, String> listener) {
        connections.onRepositoryChange(listener);
    }

    /** Calls the listener whenever what is known of a registry as a whole comes to be trusted, or no longer is. */
    public void onStateChange(Consumer<EcrConnection> listener) {
        connections.onStateChange(listener);
    }

    /** Calls the listener with every connection, those that are open now and each that is opened later, to listen to what it knows. */
    public void onOpen(Consumer<EcrConnection> listener) {
        connections.onOpen(listener);
    }

    /** Calls the listener when references may lead elsewhere than before, or be let in or refused, with which ones that are. */
    public void onReferenceChange(Consumer<ReferenceChange> listener) {
        registries.onChange(listener);
    }

    /** Stops the deep reads of a repository that are for this tracker alone, in whichever registry. */
    public void untrack(String tracker, String repositoryName) {
        connections.untrack(tracker, repositoryName);
    }

    /** Gives the connections back. */
    @Override
    public void close() {
        leased.close();
        own.close();
    }
}
