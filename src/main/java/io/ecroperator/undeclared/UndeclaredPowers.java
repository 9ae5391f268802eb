package io.ecroperator.undeclared;

import io.ecroperator.access.Access;
import io.ecroperator.access.Power;
import io.ecroperator.api.v1alpha1.OnExisting;
import io.ecroperator.api.v1alpha1.RegistryKind;
import io.ecroperator.api.v1alpha1.SharedPolicy;
import io.ecroperator.api.v1alpha1.SharedPolicyStatus;
import io.ecroperator.status.Noun;
import io.ecroperator.undeclared.UndeclaredReach.Withheld;
import java.util.Optional;

/** What the powers of its namespace let a policy do on repositories that no EcrRepository declares. Pure. */
public final class UndeclaredPowers {

    private UndeclaredPowers() {}

    /**
     * What the policy asks for and its namespace may not do. Whoever asks for nothing any more, by a deletion or without
     * patterns, takes back what is its own, and needs no power for that.
     *
     * @param kind of the policy
     * @param part what of a repository it is, such as {@code lifecycle policy}
     */
    public static Optional<Withheld> withheld(SharedPolicy policy, RegistryKind kind, String part, Access access) {
        if (policy.isMarkedForDeletion() || !hasPatterns(policy)) {
            return Optional.empty();
        }
        String namespace = policy.getMetadata().getNamespace();
        Optional<String> replacing = Optional.of(policy.getSpec())
                .filter(spec -> spec.onExisting() == OnExisting.REPLACE)
                .flatMap(spec -> access.missing(Power.ON_EXISTING_REPLACE, kind, namespace))
                .map(grant -> replaceNotPermitted(grant, part));
        return access.missing(Power.REPOSITORY_NAME_PATTERNS, kind, namespace)
                .map(grant -> patternsNotPermitted(grant, policy.getStatus()))
                .map(why -> Withheld.notPermitted(
                        true, why + replacing.map(" "::concat).orElse("")))
                .or(() -> replacing.map(why -> Withheld.notPermitted(false, why)));
    }

    /** Whether the policy means repositories by their names. */
    public static boolean hasPatterns(SharedPolicy policy) {
        return policy.getSpec() != null
                && policy.getSpec().repositoryNamePatterns() != null
                && !policy.getSpec().repositoryNamePatterns().isEmpty();
    }

    /** With the sentence that says who grants it; {@code before} may be null. */
    private static String patternsNotPermitted(String grant, SharedPolicyStatus before) {
        Integer set = before == null ? null : before.undeclaredRepositories();
        return "spec.repositoryNamePatterns may not reach repositories that no EcrRepository declares; they are left alone. "
                + grant
                + " Without that, declare them as EcrRepositories of this namespace, which the patterns reach, or write"
                + " repositorySelector instead of repositoryNamePatterns."
                + (set == null || set == 0
                        ? ""
                        : " The policy that this object has put on " + Noun.REPOSITORY.counted(set)
                                + " stays there, unless somebody else has changed it, until this object, or all of"
                                + " repositoryNamePatterns, is removed.");
    }

    /** With the sentence that says who grants it. */
    private static String replaceNotPermitted(String grant, String part) {
        return "spec.onExisting: Replace may not replace a " + part + " that somebody else has set; it acts as Keep. "
                + grant + " Without that, write onExisting: Keep, or remove those policies in ECR.";
    }
}
