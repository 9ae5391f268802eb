package io.ecroperator.pullsecret;

import io.ecroperator.api.v1alpha1.EcrPullSecretSpec;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.pullsecret.PullSecretResolution.Refused;
import io.ecroperator.pullsecret.PullSecretResolution.Resolved;
import io.ecroperator.status.Reason;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a spec comes to as far as that can be told without a cluster. Pure.
 *
 * @param names those of the Secrets that it asks for, without those for hosts of EcrRegistries that nobody knows
 * @param refusal why it asks for none, a sentence without its full stop; empty if it does
 */
public record WantedSecrets(List<String> names, Optional<String> refusal) {

    /** Copies the list. */
    public WantedSecrets {
        names = List.copyOf(names);
    }

    /**
     * What a spec of an object of that name asks for.
     *
     * @param registries where the EcrRegistries lead that are known, by name
     */
    public static WantedSecrets of(
            String objectName, EcrPullSecretSpec spec, Function<String, Optional<ConnectionSpec>> registries) {
        return switch (PullSecretResolver.resolve(objectName, spec, "", name -> answer(name, registries))) {
            case Resolved resolved ->
                new WantedSecrets(
                        resolved.secrets().stream().map(DesiredSecret::name).toList(), Optional.empty());
            case Refused(var message) -> new WantedSecrets(List.of(), Optional.of(message));
        };
    }

    private static RegistryAnswer answer(String name, Function<String, Optional<ConnectionSpec>> registries) {
        return registries
                .apply(name)
                .map(RegistryAnswer::found)
                .orElseGet(() -> RegistryAnswer.missing(Reason.REGISTRY_NOT_FOUND, name));
    }
}
