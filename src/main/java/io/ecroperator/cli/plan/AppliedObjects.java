package io.ecroperator.cli.plan;

import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.EcrRegistry;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositoryPolicy;
import io.ecroperator.api.v1alpha1.RegistryRef;
import io.ecroperator.attachment.Attachments;
import io.ecroperator.cli.manifest.Manifest;
import io.ecroperator.cli.manifest.Manifests;
import io.ecroperator.cli.outcome.CommandException;
import io.ecroperator.planning.PlannedObjects;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The objects of a cluster as they would be once the manifests are applied: where one is there already, it keeps what the API
 * server and the operator have written into it.
 */
final class AppliedObjects {

    private record Key(Class<?> type, String namespace, String name) {

        static Key of(HasMetadata object) {
            return new Key(
                    object.getClass(),
                    Optional.ofNullable(object.getMetadata().getNamespace()).orElse(""),
                    object.getMetadata().getName());
        }
    }

    private final boolean isLive;
    private final Map<Key, HasMetadata> objects = new LinkedHashMap<>();
    private final IdentityHashMap<Manifest, HasMetadata> replaced = new IdentityHashMap<>();
    private final Map<Key, Manifest> manifests = new LinkedHashMap<>();

    /**
     * Applies the manifests.
     *
     * @param live what the cluster has; empty if none was asked
     * @param defaultNamespace of objects that name none
     * @throws CommandException if two documents are one object, or one has no name
     */
    AppliedObjects(Optional<List<HasMetadata>> live, Manifests files, String defaultNamespace) {
        isLive = live.isPresent();
        live.orElse(List.of()).forEach(object -> objects.put(Key.of(object), object));
        Instant now = Instant.now();
        int number = 0;
        for (Manifest manifest : files.all()) {
            if (manifest.object().isPresent()) {
                apply(manifest, manifest.object().get(), defaultNamespace, now.plusMillis(number++));
            }
        }
    }

    private void apply(Manifest manifest, HasMetadata object, String defaultNamespace, Instant now) {
        if (manifest.name().isEmpty()) {
            throw new CommandException(manifest.place().inWords() + ": " + manifest.kind() + " has no metadata.name.");
        }
        ObjectMeta metadata = object.getMetadata();
        if (object instanceof Namespaced && metadata.getNamespace() == null) {
            metadata.setNamespace(defaultNamespace);
        }
        Key key = Key.of(object);
        Manifest before = manifests.put(key, manifest);
        if (before != null) {
            throw new CommandException(manifest.inWords() + " is there twice: "
                    + before.place().inWords() + ", and " + manifest.place().inWords() + ".");
        }
        HasMetadata there = objects.get(key);
        if (there == null) {
            metadata.setUid("new/" + key);
            metadata.setGeneration(1L);
            metadata.setCreationTimestamp(now.toString());
            objects.put(key, object);
        } else {
            replaced.put(manifest, there);
            LiveObject.keep(there, object);
            objects.put(key, object);
        }
    }

    /** EcrRepositories that are in the cluster alone, and to which a policy or an EcrRegistry of the manifests may mean something. */
    List<EcrRepository> concerned() {
        return objects.entrySet().stream()
                .filter(each -> !manifests.containsKey(each.getKey()))
                .map(Map.Entry::getValue)
                .filter(EcrRepository.class::isInstance)
                .map(EcrRepository.class::cast)
                .filter(repository -> !repository.isMarkedForDeletion())
                .filter(repository ->
                        manifests.keySet().stream().map(objects::get).anyMatch(object -> concerns(object, repository)))
                .toList();
    }

    private static boolean concerns(HasMetadata object, EcrRepository repository) {
        boolean beside = repository
                .getMetadata()
                .getNamespace()
                .equals(object.getMetadata().getNamespace());
        return switch (object) {
            case EcrLifecyclePolicy policy -> beside && Attachments.LIFECYCLE.concerns(policy, repository);
            case EcrRepositoryPolicy policy -> beside && Attachments.REPOSITORY.concerns(policy, repository);
            case EcrRegistry registry ->
                RegistryRef.nameIn(repository.registryRef())
                        .equals(registry.getMetadata().getName());
            default -> false;
        };
    }

    /** All objects, with a Namespace for each that is named and not known; of those no label is known but its name. */
    PlannedObjects planned() {
        List<HasMetadata> all = new ArrayList<>(objects.values());
        Map<String, HasMetadata> namespaces = new HashMap<>();
        objects.values().stream()
                .filter(Namespace.class::isInstance)
                .forEach(namespace -> namespaces.put(namespace.getMetadata().getName(), namespace));
        objects.keySet().stream()
                .map(Key::namespace)
                .filter(name -> !name.isEmpty() && !namespaces.containsKey(name))
                .distinct()
                .forEach(name -> all.add(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToLabels("kubernetes.io/metadata.name", name)
                        .endMetadata()
                        .build()));
        return new PlannedObjects(all, isLive);
    }

    /** What the cluster has in the place of a manifest now; empty for a new object. */
    Optional<HasMetadata> before(Manifest manifest) {
        return Optional.ofNullable(replaced.get(manifest));
    }

    /** Whether a cluster was asked. */
    boolean isLive() {
        return isLive;
    }

    /** The objects of the manifests, in their order, as they would be. */
    Map<Manifest, HasMetadata> ofManifests() {
        Map<Manifest, HasMetadata> applied = new LinkedHashMap<>();
        manifests.forEach((key, manifest) -> applied.put(manifest, objects.get(key)));
        return applied;
    }
}
