package io.ecroperator.cli.plan;

import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.EcrRegistry;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositoryPolicy;
import io.ecroperator.api.v1alpha1.RegistryRef;
import io.ecroperator.attachment.Attachments;
import io.ecroperator.cli.manifest.OurKinds;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The objects that are in the cluster alone and that a plan tells of. */
final class ObjectsBeside {

    /** One of them. */
    record Beside(HasMetadata object, Origin origin) {}

    private ObjectsBeside() {}

    /** Those that the files concern, then those that are being deleted, then those that would be pruned. */
    static List<Beside> of(AppliedObjects applied) {
        Set<String> namespaces = applied.ofManifests().values().stream()
                .map(object -> object.getMetadata().getNamespace())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        List<HasMetadata> deleting = applied.besides()
                .filter(object -> isOurs(object) && object.isMarkedForDeletion())
                .filter(object -> object.getMetadata().getNamespace() == null
                        || namespaces.contains(object.getMetadata().getNamespace()))
                .toList();
        List<HasMetadata> edits = new ArrayList<>(applied.ofManifests().values());
        edits.addAll(deleting);
        edits.addAll(applied.pruned());
        List<Beside> all = new ArrayList<>();
        applied.besides()
                .filter(EcrRepository.class::isInstance)
                .map(EcrRepository.class::cast)
                .filter(repository -> !repository.isMarkedForDeletion())
                .filter(repository -> edits.stream().anyMatch(object -> concerns(object, repository)))
                .forEach(repository -> all.add(new Beside(repository, Origin.CONCERNED)));
        deleting.forEach(object -> all.add(new Beside(object, Origin.DELETING)));
        applied.pruned().forEach(object -> all.add(new Beside(object, Origin.PRUNED)));
        return all;
    }

    private static boolean isOurs(HasMetadata object) {
        return OurKinds.of(object.getApiVersion(), object.getKind()).isPresent();
    }

    /** Whether an object that comes, goes or changes may mean something to a repository: a policy, or an EcrRegistry. */
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
}
