package io.ecroperator.cli.validate;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.RegistryRef;
import io.ecroperator.api.v1alpha1.SharedPolicy;
import io.ecroperator.attachment.Attachment;
import io.ecroperator.attachment.Attachments;
import io.ecroperator.cli.manifest.Manifest;
import io.ecroperator.status.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The shared policies of one kind among the files, and which repositories they reach by a selector or by patterns. */
final class SharedPolicies {

    private final Attachments attachments;
    private final Map<String, List<SharedPolicy>> byNamespace = new HashMap<>();

    SharedPolicies(Attachments attachments, List<Manifest> objects) {
        this.attachments = attachments;
        for (Manifest manifest : objects) {
            if (manifest.kind().equals(attachments.kind().kind())) {
                byNamespace
                        .computeIfAbsent(manifest.namespace(), namespace -> new ArrayList<>())
                        .add((SharedPolicy) manifest.object().orElseThrow());
            }
        }
    }

    /** Whether one reaches a repository that says nothing itself. */
    boolean reach(Manifest repository) {
        return !reaching(repository).isEmpty();
    }

    /** Why the operator could not tell which one a repository gets; empty if it can. */
    Optional<String> conflict(Manifest repository) {
        if (reaching(repository).size() < 2) { // spares making the typed object
            return Optional.empty();
        }
        EcrRepository object = (EcrRepository) repository.object().orElseThrow();
        return attachments.of(object, byNamespace.get(repository.namespace())) instanceof Attachment.Unsettled unsettled
                        && unsettled.reason() == Reason.CONFLICT
                ? Optional.of(unsettled.message())
                : Optional.empty();
    }

    /** A selector goes before all patterns. */
    private List<SharedPolicy> reaching(Manifest repository) {
        List<SharedPolicy> beside = byNamespace.getOrDefault(repository.namespace(), List.of());
        if (beside.isEmpty()) {
            return beside;
        }
        List<SharedPolicy> selecting = only(beside, policy -> selects(policy, repository));
        return selecting.isEmpty() ? only(beside, policy -> matches(policy, repository)) : selecting;
    }

    private static List<SharedPolicy> only(List<SharedPolicy> policies, Predicate<SharedPolicy> which) {
        return policies.stream().filter(which).toList();
    }

    private static boolean selects(SharedPolicy policy, Manifest repository) {
        return policy.getSpec().repositorySelector() != null
                && policy.getSpec().repositorySelector().matches(repository.labels());
    }

    private static boolean matches(SharedPolicy policy, Manifest repository) {
        return RegistryRef.nameIn(policy.registryRef()).equals(Registries.name(repository))
                && Attachments.matches(
                        policy, repository.tree().at("/spec/repositoryName").asText(repository.name()));
    }
}
