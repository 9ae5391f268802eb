package io.ecroperator.cli.plan;

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
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The objects of a cluster as they would be once the manifests are applied: where one is there already, it keeps what the API
 * server and the operator have written into it. What would be pruned is marked for deletion, as the API server marks it.
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
    private final boolean isWhole;
    private final Map<Key, HasMetadata> objects = new LinkedHashMap<>();
    private final IdentityHashMap<Manifest, HasMetadata> replaced = new IdentityHashMap<>();
    private final Map<Key, Manifest> manifests = new LinkedHashMap<>();
    private final List<HasMetadata> pruned = new ArrayList<>();
    private final boolean prunes;

    /**
     * Applies the manifests.
     *
     * @param live the cluster; empty if none was asked
     * @param defaultNamespace of objects that name none
     * @param isWhole whether the operator watches all namespaces
     * @throws CommandException if two documents are one object, or one has no name
     */
    AppliedObjects(Optional<LiveCluster> live, Manifests files, String defaultNamespace, boolean isWhole) {
        this.isWhole = isWhole;
        isLive = live.isPresent();
        prunes = live.flatMap(LiveCluster::prunable).isPresent();
        live.ifPresent(cluster -> cluster.objects().forEach(object -> objects.put(Key.of(object), object)));
        Instant now = Instant.now();
        int number = 0;
        for (Manifest manifest : files.all()) {
            if (manifest.object().isPresent()) {
                apply(manifest, manifest.object().get(), defaultNamespace, now.plusMillis(number++));
            }
        }
        live.flatMap(LiveCluster::prunable).ifPresent(uids -> prune(uids, now));
    }

    /** An object without finalizers is gone at once, and the operator never hears of it. */
    private void prune(Set<String> uids, Instant now) {
        besides()
                .filter(object -> uids.contains(object.getMetadata().getUid()) && !object.isMarkedForDeletion())
                .forEach(pruned::add);
        for (HasMetadata object : pruned) {
            if (object.getFinalizers().isEmpty()) {
                objects.remove(Key.of(object));
            } else {
                object.getMetadata().setDeletionTimestamp(now.toString());
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

    /** What is in the cluster alone, what would be pruned left out. */
    Stream<HasMetadata> besides() {
        Set<HasMetadata> goes = Collections.newSetFromMap(new IdentityHashMap<>());
        goes.addAll(pruned);
        return objects.entrySet().stream()
                .filter(each -> !manifests.containsKey(each.getKey()))
                .map(Map.Entry::getValue)
                .filter(object -> !goes.contains(object));
    }

    /** Whether what the files no longer hold is to be pruned. */
    boolean prunes() {
        return prunes;
    }

    /** What would be pruned; marked for deletion if it has finalizers, and among the planned objects only then. */
    List<HasMetadata> pruned() {
        return List.copyOf(pruned);
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
        return new PlannedObjects(all, isLive, isWhole);
    }

    /** What the cluster has in the place of a manifest now; empty for a new object. */
    Optional<HasMetadata> before(Manifest manifest) {
        return Optional.ofNullable(replaced.get(manifest));
    }

    /** Why the API server would not take an object, by its namespace; empty if it would, or if no cluster was asked. */
    Optional<String> namespaceRefusal(HasMetadata object, boolean isNew) {
        String name = object.getMetadata().getNamespace();
        if (!isLive || name == null) {
            return Optional.empty();
        }
        HasMetadata namespace = objects.get(new Key(Namespace.class, "", name));
        if (namespace == null) {
            return Optional.of("namespaces \"" + name + "\" not found");
        }
        return isNew && namespace.isMarkedForDeletion()
                ? Optional.of("unable to create new content in namespace " + name + " because it is being terminated")
                : Optional.empty();
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
