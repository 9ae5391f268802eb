package io.ecroperator.serviceaccount;

import io.ecroperator.api.v1alpha1.ClusterEcrPullSecret;
import io.ecroperator.api.v1alpha1.EcrPullSecret;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which pull secrets a ServiceAccount is to have. Pure.
 *
 * @param secrets their names, by who asks; a kind that this operator does not serve is not in it
 * @param complete whether that is all; if somebody's wish cannot be read, nothing is taken away
 */
record Demand(Map<Asker, Set<String>> secrets, boolean complete) {

    Demand {
        secrets = Map.copyOf(secrets);
    }

    /** What the EcrPullSecrets of the ServiceAccount's namespace ask for. */
    static Demand of(ServiceAccount account, Collection<EcrPullSecret> objects) {
        String name = account.getMetadata().getName();
        List<EcrPullSecret> present = present(objects);
        Set<String> secrets = present.stream()
                .filter(object -> object.getSpec() != null && object.getSpec().isFor(name))
                .map(object -> object.getSpec().secretName(object.getMetadata().getName()))
                .collect(Collectors.toSet());
        boolean complete = present.stream().allMatch(object -> object.getSpec() != null);
        return new Demand(Map.of(Asker.ONE_NAMESPACE, secrets), complete);
    }

    /**
     * What the ClusterEcrPullSecrets ask for too.
     *
     * @param namespace of the ServiceAccount; empty while it is not known, so that nobody can say who selects it
     */
    Demand andOfCluster(
            ServiceAccount account, Collection<ClusterEcrPullSecret> objects, Optional<Namespace> namespace) {
        String name = account.getMetadata().getName();
        List<ClusterEcrPullSecret> present = present(objects);
        Set<String> ofCluster = namespace.stream()
                .map(Namespace::getMetadata)
                .flatMap(metadata -> present.stream()
                        .filter(object -> object.getSpec() != null
                                && object.getSpec().selects(metadata.getName(), metadata.getLabels())
                                && object.getSpec().inEachNamespace().isFor(name))
                        .map(object -> object.getSpec()
                                .inEachNamespace()
                                .secretName(object.getMetadata().getName())))
                .collect(Collectors.toSet());
        Map<Asker, Set<String>> all = new HashMap<>(secrets);
        all.put(Asker.CLUSTER, ofCluster);
        return new Demand(
                all,
                complete && namespace.isPresent() && present.stream().allMatch(object -> object.getSpec() != null));
    }

    /** The same but for these names, which nobody is to have. */
    Demand without(Set<String> names) {
        Map<Asker, Set<String>> others = new HashMap<>();
        secrets.forEach((asker, wanted) -> others.put(
                asker, wanted.stream().filter(name -> !names.contains(name)).collect(Collectors.toSet())));
        return new Demand(others, complete);
    }

    /** The names that this asker wants. */
    Set<String> of(Asker asker) {
        return secrets.getOrDefault(asker, Set.of());
    }

    /** The names that anybody wants. */
    Stream<String> all() {
        return secrets.values().stream().flatMap(Set::stream).distinct();
    }

    private static <T extends HasMetadata> List<T> present(Collection<T> objects) {
        return objects.stream().filter(object -> !object.isMarkedForDeletion()).toList();
    }
}
