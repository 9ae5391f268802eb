package io.ecroperator.composition;

import io.ecroperator.access.Access;
import io.ecroperator.api.v1alpha1.EcrPullSecretSpec;
import io.ecroperator.api.v1alpha1.EcrRegistryConfigurationSpec;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.publicrepository.Pictures;
import io.ecroperator.publicrepository.PublicRegions;
import io.ecroperator.pullsecret.WantedSecrets;
import io.ecroperator.registryconfig.FragmentAccess;
import io.ecroperator.template.TemplateRemarks;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the kinds say of a spec before they call AWS or look at the cluster, for commands that do neither. Pure. Sentences that
 * come from here are those of the objects' conditions.
 */
public final class SpecVerdicts {

    private SpecVerdicts() {}

    /**
     * What a pull secret asks for.
     *
     * @param names those of the Secrets, as far as the hosts of its registries are known
     * @param refusal why it gets none; empty if it does
     */
    public record Secrets(List<String> names, Optional<String> refusal) {

        /** Copies the list. */
        public Secrets {
            names = List.copyOf(names);
        }
    }

    /**
     * What the spec of a pull secret of that name asks for in a namespace.
     *
     * @param registries where the EcrRegistries lead that are known, by name
     */
    public static Secrets pullSecret(
            String objectName, EcrPullSecretSpec spec, Function<String, Optional<ConnectionSpec>> registries) {
        WantedSecrets wanted = WantedSecrets.of(objectName, spec, registries);
        return new Secrets(wanted.names(), wanted.refusal());
    }

    /** Why ECR Public would not take a text in base64 as a logo, after the name of its field; empty if it would. */
    public static Optional<String> logo(String base64) {
        return Pictures.fault(base64);
    }

    /** Why there are no public repositories for a registry of that region; empty if there are. */
    public static Optional<String> publicRepositories(String region) {
        return PublicRegions.refusal(region);
    }

    /** That other accounts make what a template with CREATE_ON_PUSH is for; empty if the registry policy, a JSON text, lets none. */
    public static Optional<String> creatableByPush(String registryPolicy, RegistryId registry, String prefix) {
        return TemplateRemarks.byPush(registryPolicy, registry, prefix);
    }

    /** Why a namespace may not say that of a registry's settings; empty if it may. */
    public static Optional<String> registrySettings(
            Access access, String namespace, EcrRegistryConfigurationSpec spec) {
        return new FragmentAccess(access, namespace).refusal(spec);
    }
}
