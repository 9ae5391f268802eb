package io.ecroperator.cli.export;

import io.ecroperator.api.v1alpha1.AdoptionPolicy;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositorySpec;
import io.ecroperator.api.v1alpha1.EncryptionConfiguration;
import io.ecroperator.api.v1alpha1.EncryptionConfiguration.EncryptionType;
import io.ecroperator.api.v1alpha1.ImageScanningConfiguration;
import io.ecroperator.api.v1alpha1.ImageTagMutability;
import io.ecroperator.api.v1alpha1.ImageTagMutabilityExclusionFilter;
import io.ecroperator.api.v1alpha1.ImageTagMutabilityExclusionFilter.FilterType;
import io.ecroperator.api.v1alpha1.LifecyclePolicy;
import io.ecroperator.api.v1alpha1.LifecyclePolicyReference;
import io.ecroperator.api.v1alpha1.LifecycleRule;
import io.ecroperator.api.v1alpha1.PolicyStatement;
import io.ecroperator.api.v1alpha1.RepositoryPolicy;
import io.ecroperator.api.v1alpha1.RepositoryPolicyReference;
import io.ecroperator.aws.Encryption;
import io.ecroperator.aws.Repository;
import io.ecroperator.aws.TagMutability;
import io.ecroperator.cli.export.account.FoundRepository;
import io.ecroperator.cli.export.object.ExportedObject;
import io.ecroperator.cli.export.object.ExportedTags;
import io.ecroperator.cli.export.object.Frame;
import io.ecroperator.cli.export.object.TypedPolicies;
import io.ecroperator.cli.export.object.TypedPolicies.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An EcrRepository for a repository in ECR. It says all that ECR has, its defaults too: what an object leaves out, the defaults
 * of its EcrRegistry may fill. What ECR does not have, a policy or tags, is left out and not forbidden.
 */
final class RepositoryObjects {

    private final Frame frame;
    private final SharedPolicies shared;

    RepositoryObjects(Frame frame, SharedPolicies shared) {
        this.frame = frame;
        this.shared = shared;
    }

    /** The object, called {@code name}. */
    ExportedObject of(FoundRepository found, String name) {
        Repository repository = found.repository();
        List<String> remarks = new ArrayList<>(found.unread());
        Optional<ImageTagMutability> mutability = KnownValues.of(
                ImageTagMutability.class,
                repository.tagMutability().imageTagMutability(),
                "spec.imageTagMutability",
                remarks);
        EcrRepository object = new EcrRepository();
        object.setMetadata(frame.metadata(name));
        object.setSpec(new EcrRepositorySpec(
                frame.registryRef(),
                repository.repositoryName().equals(name) ? null : repository.repositoryName(),
                mutability.orElse(null),
                mutability.map(known -> filters(repository.tagMutability())).orElse(null),
                new ImageScanningConfiguration(repository.scanOnPush()),
                encryption(repository.encryption(), remarks),
                ExportedTags.of(found.tags(), "spec.tags", remarks),
                found.lifecyclePolicy()
                        .map(text -> lifecyclePolicy(text, remarks))
                        .orElse(null),
                found.repositoryPolicy()
                        .map(text -> repositoryPolicy(text, remarks))
                        .orElse(null),
                null,
                AdoptionPolicy.IF_UNOWNED,
                null,
                null,
                null));
        return ExportedObject.of(object, remarks);
    }

    private LifecyclePolicy lifecyclePolicy(String text, List<String> remarks) {
        Optional<String> policy = shared.lifecyclePolicy(text);
        if (policy.isPresent()) {
            return new LifecyclePolicy(new LifecyclePolicyReference(policy.get()), null, null);
        }
        Written<LifecycleRule> written = TypedPolicies.rules(text);
        written.whyText().ifPresent(why -> remarks.add("spec.lifecyclePolicy is text: " + why + "."));
        return new LifecyclePolicy(null, written.entries(), written.text());
    }

    private RepositoryPolicy repositoryPolicy(String text, List<String> remarks) {
        Optional<String> policy = shared.repositoryPolicy(text);
        if (policy.isPresent()) {
            return new RepositoryPolicy(new RepositoryPolicyReference(policy.get()), null, null, null);
        }
        Written<PolicyStatement> written = TypedPolicies.statements(text);
        written.whyText().ifPresent(why -> remarks.add("spec.repositoryPolicy is text: " + why + "."));
        return new RepositoryPolicy(null, written.entries(), written.text(), null);
    }

    static List<ImageTagMutabilityExclusionFilter> filters(TagMutability mutability) {
        return mutability.exclusionFilters().isEmpty()
                ? null
                : mutability.exclusionFilters().stream()
                        .map(filter -> new ImageTagMutabilityExclusionFilter(FilterType.WILDCARD, filter))
                        .toList();
    }

    private static EncryptionConfiguration encryption(Encryption found, List<String> remarks) {
        return KnownValues.of(EncryptionType.class, found.encryptionType(), "spec.encryptionConfiguration", remarks)
                .map(type -> new EncryptionConfiguration(type, found.kmsKey()))
                .orElse(null);
    }
}
