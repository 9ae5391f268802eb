package io.ecroperator.lifecycle;

import io.ecroperator.access.Access;
import io.ecroperator.access.Power;
import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.OnExisting;
import io.ecroperator.lifecycle.UndeclaredReach.Withheld;
import java.util.Optional;

/** What the powers of its namespace let a policy do on repositories that no EcrRepository declares. Pure. */
final class UndeclaredPowers {

    private UndeclaredPowers() {}

    /**
     * What the policy asks for and its namespace may not do. Whoever asks for nothing any more, by a deletion or without
     * patterns, takes back what is its own, and needs no power for that.
     */
    static Optional<Withheld> withheld(EcrLifecyclePolicy policy, Access access) {
        if (policy.isMarkedForDeletion() || !hasPatterns(policy)) {
            return Optional.empty();
        }
        String namespace = policy.getMetadata().getNamespace();
        Optional<String> replacing = Optional.of(policy.getSpec())
                .filter(spec -> spec.onExisting() == OnExisting.REPLACE)
                .flatMap(spec -> access.missing(Power.ON_EXISTING_REPLACE, namespace))
                .map(LifecycleMessages::replaceNotPermitted);
        return access.missing(Power.REPOSITORY_NAME_PATTERNS, namespace)
                .map(grant -> LifecycleMessages.patternsNotPermitted(grant, policy.getStatus()))
                .map(why -> Withheld.notPermitted(
                        true, why + replacing.map(" "::concat).orElse("")))
                .or(() -> replacing.map(why -> Withheld.notPermitted(false, why)));
    }

    /** Whether the policy means repositories by their names. */
    static boolean hasPatterns(EcrLifecyclePolicy policy) {
        return policy.getSpec() != null
                && policy.getSpec().repositoryNamePatterns() != null
                && !policy.getSpec().repositoryNamePatterns().isEmpty();
    }
}
