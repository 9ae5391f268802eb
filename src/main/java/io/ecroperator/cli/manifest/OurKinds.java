package io.ecroperator.cli.manifest;

import static java.util.stream.Collectors.joining;

import io.ecroperator.api.v1alpha1.ClusterEcrPullSecret;
import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.EcrPublicRepository;
import io.ecroperator.api.v1alpha1.EcrPullSecret;
import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRule;
import io.ecroperator.api.v1alpha1.EcrRegistry;
import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplate;
import io.ecroperator.api.v1alpha1.EcrRepositoryPolicy;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.Optional;

/** The kinds of the operator. */
public final class OurKinds {

    private static final List<Class<? extends CustomResource<?, ?>>> ALL = List.of(
            EcrRegistry.class,
            EcrRepository.class,
            EcrLifecyclePolicy.class,
            EcrRepositoryPolicy.class,
            EcrRegistryConfiguration.class,
            EcrPullThroughCacheRule.class,
            EcrRepositoryCreationTemplate.class,
            EcrPublicRepository.class,
            EcrPullSecret.class,
            ClusterEcrPullSecret.class);

    private OurKinds() {}

    /** All, those that others refer to first. */
    public static List<Class<? extends CustomResource<?, ?>>> all() {
        return ALL;
    }

    /** Whether a document is of the operator's API group, but of a kind or version that the program does not have. */
    static boolean isUnknown(String apiVersion, String kind) {
        String group = HasMetadata.getGroup(EcrRepository.class);
        return (apiVersion.equals(group) || apiVersion.startsWith(group + "/"))
                && of(apiVersion, kind).isEmpty();
    }

    /** All kinds in a sentence. */
    static String inWords() {
        return HasMetadata.getApiVersion(EcrRepository.class) + " has "
                + ALL.stream().map(HasMetadata::getKind).sorted().collect(joining(", ")) + ".";
    }

    /** The type of a document; empty if it is none of the operator's. */
    public static Optional<Class<? extends CustomResource<?, ?>>> of(String apiVersion, String kind) {
        return ALL.stream()
                .filter(type -> HasMetadata.getApiVersion(type).equals(apiVersion)
                        && HasMetadata.getKind(type).equals(kind))
                .findFirst();
    }
}
